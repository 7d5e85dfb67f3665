using System.Text.Json.Serialization;
using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Facts;

/// <summary>What was read on the cluster.</summary>
internal sealed record ClusterSide
{
    private const int MostReplicas = 16;

    // Bundles of earlier versions do not have them.
    private readonly IReadOnlyList<ProxyVariable>? _proxyVariables;

    /// <summary>The kubeconfig context, or the server's host.</summary>
    public required string Context { get; init; }

    public required string Namespace { get; init; }

    /// <summary>
    /// What kubectl has to be told to ask the same cluster, such as a file; null where it cannot be told. A bundle does not have it: it
    /// names files and contexts of another machine.
    /// </summary>
    [JsonIgnore]
    public KubectlTarget? Kubectl { get; init; }

    /// <summary>Why there is no connector; null where there is one.</summary>
    public string? NotInstalled { get; init; }

    /// <summary>Whether there is no connector because the namespace that was named does not exist.</summary>
    public bool IsNamespaceMissing { get; init; }

    /// <summary>What to do about it where the namespace that was named is wrong; null where it is not that.</summary>
    public string? NotInstalledAction { get; init; }

    /// <summary>The service account that the pods run as.</summary>
    public ConnectorAccount Account { get; init; } = new(ConnectorNames.Namespace, ConnectorNames.ServiceAccount);

    /// <summary>The number of the first pod.</summary>
    public int FirstOrdinal { get; init; }

    /// <summary>Why the StatefulSet was not read; null where it was, or is not there.</summary>
    public Unread? StatefulSetUnread { get; init; }

    /// <summary>Whether the connector came with the Helm chart.</summary>
    public bool IsHelm { get; init; }

    /// <summary>The name of the Helm release; null where Helm did not install the connector.</summary>
    public string? HelmRelease { get; init; }

    /// <summary>How many pods there have to be; null where that is not known.</summary>
    public int? Replicas { get; init; }

    /// <summary>The settings of the StatefulSet; null where it was not read.</summary>
    public ActivationSettings? Settings { get; init; }

    public IReadOnlyList<PodFacts> Pods { get; init; } = [];

    public SecretState ActivationSecret { get; init; } = new(null, null, Unread.Kubernetes);

    /// <summary>The state Secrets of the replicas that there have to be.</summary>
    public IReadOnlyList<StateFacts> States { get; init; } = [];

    public RoleState Role { get; init; } = new(Fault: null, Unread: Unread.Kubernetes);

    /// <summary>The namespace of the state Secrets.</summary>
    public string StateNamespace => Settings is null ? Namespace : Settings.StateNamespace ?? ConnectorNames.Namespace;

    /// <summary>Whether the programs look for their state in the namespace of their default, and are in another one themselves.</summary>
    public bool IsStateElsewhere => StateNamespace != Namespace && Settings is { StateNamespace: null };

    /// <summary>The place of connector-init among the StatefulSet's init containers; null where it is not there or has no arguments.</summary>
    public int? InitIndex { get; init; }

    /// <summary>The place of connector-proxy among the StatefulSet's containers; null where it is not there or has no arguments.</summary>
    public int? ProxyIndex { get; init; }

    /// <summary>The HTTP proxies that the StatefulSet's containers are told to use.</summary>
    public IReadOnlyList<ProxyVariable> ProxyVariables
    {
        get => _proxyVariables ?? [];
        init => _proxyVariables = value;
    }

    /// <summary>What the names of the state Secrets begin with.</summary>
    public string StatePrefix => Settings?.StatePrefix ?? ConnectorNames.StateSecretPrefix;

    /// <summary>The numbers of the replicas that there have to be. With none wanted, the states of those that were there before still tell.</summary>
    public int[] Ordinals() =>
        Replicas is { } replicas
            ? [.. Enumerable.Range(Math.Clamp(FirstOrdinal, 0, int.MaxValue - MostReplicas), replicas <= 0 ? 2 : Math.Min(replicas, MostReplicas))]
            : [.. Pods.Select(pod => pod.Ordinal).OfType<int>().Order()];
}

/// <summary>What is known of the Secret with the activation code.</summary>
/// <param name="IsThere">Whether it is there; null where it may not be read.</param>
/// <param name="Code">The code; null where there is none to be looked at.</param>
/// <param name="Unread">Why it was not read; null where it was, or is not there.</param>
internal sealed record SecretState(bool? IsThere, ActivationCodeFacts? Code, Unread? Unread);

/// <summary>What is known of the right to keep state in Secrets.</summary>
/// <param name="Fault">What is missing or wrong; null where nothing is.</param>
/// <param name="IsBindingMissing">Whether the Role is right, and only its RoleBinding is missing.</param>
/// <param name="Unread">Why it was not read; null where it was.</param>
internal sealed record RoleState(string? Fault, bool IsBindingMissing = false, Unread? Unread = null)
{
    /// <summary>Whether there is no Role of that name.</summary>
    public bool IsRoleMissing { get; init; }

    /// <summary>Whether the RoleBinding is there and binds another role, which cannot be changed in it.</summary>
    public bool IsOtherRoleBound { get; init; }

    /// <summary>The first state Secret that the Role does not name; null where it names all, or is not there.</summary>
    public string? MissingSecret { get; init; }
}

/// <summary>What one run of connector-init wrote, as far as it matters.</summary>
/// <param name="Fatal">What ended it, in one line and redacted; null where nothing did.</param>
/// <param name="Code">What that means, one of <see cref="FindingCodes"/>; null where nothing did.</param>
/// <param name="InstanceId">The instance that it was registered as; null where it does not say.</param>
internal sealed record InitLog(string? Fatal, string? Code, string? InstanceId)
{
    /// <summary>The last line of a run that nothing has ended, without its header; null where there is none.</summary>
    public string? LastLine { get; init; }
}
