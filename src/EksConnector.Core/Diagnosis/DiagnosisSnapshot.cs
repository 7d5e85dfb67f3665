using System.Text.Json.Serialization;
using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Rules;

namespace EksConnector.Core.Diagnosis;

/// <summary>The state of one connector in the cluster and in AWS at one point in time. The rules are pure functions of a snapshot.</summary>
internal sealed record DiagnosisSnapshot
{
    /// <summary>The time of the snapshot (UTC), by the clock of this computer.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The name in Amazon EKS that the user specified; null if none was specified.</summary>
    public string? GivenName { get; init; }

    /// <summary>The time before the expiry at which a warning is reported.</summary>
    public TimeSpan ExpiryWarning { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The data from the cluster; null if it was not queried.</summary>
    public ClusterSide? Cluster { get; init; }

    /// <summary>The data from AWS; null if it was not queried.</summary>
    public AwsSide? Aws { get; init; }

    /// <summary>The data from a manifest file; null if there is none.</summary>
    public ManifestSide? Manifest { get; init; }

    /// <summary>The time of the snapshot by the clock of AWS, which determines what has expired.</summary>
    public DateTimeOffset Now => TakenAt + (Aws?.ClockOffset ?? TimeSpan.Zero);

    /// <summary>The settings to check: those of the file, otherwise those of the StatefulSet.</summary>
    public ActivationSettings? Settings => Manifest is null ? Cluster?.Settings : Manifest.Settings;

    public EksConnectorConfig? Eks => Aws?.Cluster?.ConnectorConfig;

    /// <summary>The expiry of the activation (UTC) according to Amazon EKS or Systems Manager; null if it is not known.</summary>
    public DateTime? Expiry => Eks?.ActivationExpiry ?? Aws?.Activation?.ExpirationDate;

    public bool? IsExpired => Expiry is { } expiry ? Now.UtcDateTime >= expiry : Aws?.Activation?.Expired;

    public TimeSpan? ExpiresIn => Expiry - Now.UtcDateTime;

    /// <summary>Whether the configured activation allows another registration according to AWS; false if AWS was not queried.</summary>
    public bool CanRegisterAgain =>
        IsExpired == false
        && Aws?.Activation is { RegistrationLimit: { } limit, RegistrationsCount: { } count } && count < limit
        && Settings?.ActivationId.Value is { } id && string.Equals(id, Eks?.ActivationId ?? Aws.ActivationId, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether all replicas are registered according to the cluster or, if it was not queried, Amazon EKS; null if it is not known.
    /// </summary>
    public bool? IsRegistered => Manifest is not null ? false : RegisteredOnCluster ?? RegisteredInEks;

    /// <summary>The name in Amazon EKS: the specified name, otherwise the name in the state or the logs, otherwise the cluster with the activation.</summary>
    public string? ClusterName => GivenName ?? Names.FirstOrDefault().Name ?? Aws?.ClusterName;

    /// <summary>The names of the cluster in the states and logs of the replicas, with their sources, states first.</summary>
    [JsonIgnore]
    public IEnumerable<(string Name, string Where)> Names
    {
        get
        {
            foreach (StateFacts state in Cluster?.States ?? [])
            {
                if (state.ClusterName is { } name)
                {
                    yield return (name, $"Secret {state.Name}");
                }
            }

            foreach (PodFacts pod in Replicas)
            {
                if (InstanceName.ClusterOf(pod.Log?.InstanceId) is { } name)
                {
                    yield return (name, $"log of {pod.Name}");
                }
            }
        }
    }

    /// <summary>Whether all data was read instead of only the data about the activation.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The namespace, and the events and nodes of the Pods.</summary>
    public WorkloadFacts Workload { get; init; } = new();

    /// <summary>The data about the connections from the logs of the agents and proxies.</summary>
    public ConnectionFacts Connection { get; init; } = new();

    /// <summary>The recent results of Test-EksConnectorEndpoint for this connector; empty if there are none.</summary>
    [JsonIgnore]
    public IReadOnlyList<EndpointResult> Endpoints { get; init; } = [];

    /// <summary>The service account with its token and permissions, and the access of principals to the console.</summary>
    public AccessFacts Access { get; init; } = new();

    /// <summary>The Pods of the connector, sorted by ordinal.</summary>
    [JsonIgnore]
    public IReadOnlyList<PodFacts> Pods => Cluster?.Pods ?? [];

    /// <summary>The Pods that are replicas of the StatefulSet.</summary>
    [JsonIgnore]
    public IEnumerable<PodFacts> Replicas => Pods.Where(pod => pod.Ordinal is not null);

    /// <summary>The source of the settings.</summary>
    public string Where => Settings?.Where ?? "the StatefulSet";

    /// <summary>The activation code of the cluster or the file; if there is none, a missing code.</summary>
    public ActivationCodeFacts Code => (Manifest is null ? Cluster?.ActivationSecret.Code : Settings?.Code) ?? ActivationCodeFacts.OfPlain(code: null);

    public KubectlTarget? Kubectl => Cluster?.Kubectl;

    public bool IsInstalled => Cluster is { NotInstalled: null };

    /// <summary>The AWS failure for this cluster; null if there was none or AWS was not queried.</summary>
    public EksConnectorException? AwsFailure => Aws?.Failure?.WithTarget(Cluster?.Context ?? GivenName);

    private bool? RegisteredInEks => Aws?.Cluster?.Status switch
    {
        "ACTIVE" or "UPDATING" => true,
        null => null,
        _ => false,
    };

    // Returns whether all expected replicas are registered.
    private bool? RegisteredOnCluster
    {
        get
        {
            if (Cluster is null)
            {
                return null;
            }

            if (Cluster.NotInstalled is not null)
            {
                return false;
            }

            bool? all = Cluster.States.Count > 0 ? true : null;
            foreach (StateFacts state in Cluster.States)
            {
                bool? one = IsRegisteredReplica(state);
                if (one == false)
                {
                    return false;
                }

                all = one is null ? null : all;
            }

            return all;
        }
    }

    private bool? IsRegisteredReplica(StateFacts state)
    {
        if (state.IsThere == false)
        {
            return false;
        }

        if (state.IsThere == true)
        {
            // A replica that registered with an earlier activation must register again; if Amazon EKS has a newer one, the earlier one was deleted.
            return state.Fault is null && IsOf(state, Cluster?.Settings?.ActivationId.Value) && IsOf(state, Eks?.ActivationId);
        }

        // If the Secret cannot be read, a completed init container shows the registration.
        PodFacts? pod = Replicas.FirstOrDefault(candidate => candidate.Ordinal == state.Ordinal);
        if (pod is { IsInitDone: true })
        {
            return true;
        }

        return pod?.InitExitCode is null ? null : false;
    }

    private static bool IsOf(StateFacts state, string? activation) =>
        state.ActivationId is null || activation is null || string.Equals(state.ActivationId, activation, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether a rule with a scope applies.</summary>
    /// <param name="scope">The scope.</param>
    public bool IsIn(RuleScope scope) => scope switch
    {
        RuleScope.Always => true,
        RuleScope.File => Manifest is not null,
        RuleScope.Live => Manifest is null,
        RuleScope.Registration => Manifest is null || Aws is not null,
        _ => IsWhole,
    };
}
