using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Facts;

/// <summary>The data from the cluster.</summary>
internal sealed record ClusterSide
{
    private const int MaxReplicas = 16;

    // Bundles of earlier versions do not contain the variables.
    private readonly IReadOnlyList<ProxyVariable>? _proxyVariables;

    /// <summary>The kubeconfig context, or the host name of the API server.</summary>
    public required string Context { get; init; }

    public required string Namespace { get; init; }

    /// <summary>
    /// The cluster for kubectl commands; null if kubectl cannot use the same connection. A bundle does not contain it, because it refers to
    /// files and contexts of another computer.
    /// </summary>
    [JsonIgnore]
    public KubectlTarget? Kubectl { get; init; }

    /// <summary>The reason why no connector was found; null if there is one.</summary>
    public string? NotInstalled { get; init; }

    /// <summary>Whether no connector was found because the specified namespace does not exist.</summary>
    public bool IsNamespaceMissing { get; init; }

    /// <summary>The action if the specified namespace is wrong; otherwise null.</summary>
    public string? NotInstalledAction { get; init; }

    /// <summary>The service account that the Pods run as.</summary>
    public ConnectorAccount Account { get; init; } = new(ConnectorNames.Namespace, ConnectorNames.ServiceAccount);

    /// <summary>The ordinal of the first Pod.</summary>
    public int FirstOrdinal { get; init; }

    /// <summary>The reason why the StatefulSet was not read; null if it was read or does not exist.</summary>
    public Unread? StatefulSetUnread { get; init; }

    /// <summary>Whether the connector was installed with the Helm chart.</summary>
    public bool IsHelm { get; init; }

    /// <summary>The name of the Helm release; null if the connector was not installed with Helm.</summary>
    public string? HelmRelease { get; init; }

    /// <summary>
    /// The version of the Helm chart, which is the version of its images; null if it is not known, for example because a mirror uses other tags.
    /// </summary>
    public string? HelmChartVersion { get; init; }

    /// <summary>The desired number of Pods; null if it is not known.</summary>
    public int? Replicas { get; init; }

    /// <summary>The settings of the StatefulSet; null if it was not read.</summary>
    public ActivationSettings? Settings { get; init; }

    public IReadOnlyList<PodFacts> Pods { get; init; } = [];

    public SecretState ActivationSecret { get; init; } = new(null, null, Unread.Kubernetes);

    /// <summary>The state Secrets of the desired replicas.</summary>
    public IReadOnlyList<StateFacts> States { get; init; } = [];

    public RoleState Role { get; init; } = new(Fault: null, Unread: Unread.Kubernetes);

    /// <summary>The namespace of the state Secrets.</summary>
    public string StateNamespace => Settings is null ? Namespace : Settings.StateNamespace ?? ConnectorNames.Namespace;

    /// <summary>Whether the programs use the default namespace for their state but run in another namespace.</summary>
    public bool IsStateElsewhere => StateNamespace != Namespace && Settings is { StateNamespace: null };

    /// <summary>The index of connector-init in the init containers of the StatefulSet; null if it does not exist or has no arguments.</summary>
    public int? InitIndex { get; init; }

    /// <summary>The index of connector-proxy in the containers of the StatefulSet; null if it does not exist or has no arguments.</summary>
    public int? ProxyIndex { get; init; }

    /// <summary>The HTTP proxy variables of the containers in the StatefulSet.</summary>
    [AllowNull]
    public IReadOnlyList<ProxyVariable> ProxyVariables
    {
        get => _proxyVariables ?? [];
        init => _proxyVariables = value;
    }

    /// <summary>The prefix of the names of the state Secrets.</summary>
    public string StatePrefix => Settings?.StatePrefix ?? ConnectorNames.StateSecretPrefix;

    /// <summary>Returns the ordinals of the desired replicas. If scaled to zero, the states of the previous replicas are still read.</summary>
    public int[] Ordinals() =>
        Replicas is { } replicas
            ? [.. Enumerable.Range(Math.Clamp(FirstOrdinal, 0, int.MaxValue - MaxReplicas), replicas <= 0 ? 2 : Math.Min(replicas, MaxReplicas))]
            : [.. Pods.Select(pod => pod.Ordinal).OfType<int>().Order()];
}

/// <summary>The state of the Secret with the activation code.</summary>
/// <param name="IsThere">Whether the Secret exists; null if it cannot be read.</param>
/// <param name="Code">The code; null if there is none to check.</param>
/// <param name="Unread">The reason why the Secret was not read; null if it was read or does not exist.</param>
internal sealed record SecretState(bool? IsThere, ActivationCodeFacts? Code, Unread? Unread)
{
    /// <summary>Whether the Secret is immutable: its values can only be changed by creating it again.</summary>
    public bool IsImmutable { get; init; }

    /// <summary>Whether the Secret contains values other than the code.</summary>
    public bool HasOtherValues { get; init; }
}

/// <summary>The state of the permissions to store the state in Secrets.</summary>
/// <param name="Fault">The missing or invalid permission; null if there is none.</param>
/// <param name="IsBindingMissing">Whether the Role is valid and only its RoleBinding is missing.</param>
/// <param name="Unread">The reason why the permissions were not read; null if they were.</param>
internal sealed record RoleState(string? Fault, bool IsBindingMissing = false, Unread? Unread = null)
{
    /// <summary>Whether the Role does not exist.</summary>
    public bool IsRoleMissing { get; init; }

    /// <summary>Whether the RoleBinding exists but binds another role, which cannot be changed.</summary>
    public bool IsOtherRoleBound { get; init; }

    /// <summary>The first state Secret that is not in the Role; null if all are, or the Role does not exist.</summary>
    public string? MissingSecret { get; init; }
}

/// <summary>The relevant content of the log of one connector-init instance.</summary>
/// <param name="Fatal">The fatal error, redacted and in one line; null if there is none.</param>
/// <param name="Code">The code for the error, one of <see cref="FindingCodes"/>; null if there is none.</param>
/// <param name="InstanceId">The ID of the registered instance; null if the log does not contain it.</param>
internal sealed record InitLog(string? Fatal, string? Code, string? InstanceId)
{
    /// <summary>The last line of an instance without a fatal error, without its header; null if there is none.</summary>
    public string? LastLine { get; init; }
}
