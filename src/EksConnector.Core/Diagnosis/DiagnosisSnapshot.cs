using System.Text.Json.Serialization;
using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Rules;

namespace EksConnector.Core.Diagnosis;

/// <summary>What was read of one connector, on the cluster and in AWS, at one moment. The rules are pure functions over it.</summary>
internal sealed record DiagnosisSnapshot
{
    /// <summary>When it was taken, in UTC by this machine's clock.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The name in EKS that the user gave; null where he gave none.</summary>
    public string? GivenName { get; init; }

    /// <summary>How near an expiry is that is warned of.</summary>
    public TimeSpan ExpiryWarning { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The cluster; null where it was not asked.</summary>
    public ClusterSide? Cluster { get; init; }

    /// <summary>AWS; null where it was not asked.</summary>
    public AwsSide? Aws { get; init; }

    /// <summary>A file; null where there is none.</summary>
    public ManifestSide? Manifest { get; init; }

    /// <summary>The moment by AWS's clock, which decides what has expired.</summary>
    public DateTimeOffset Now => TakenAt + (Aws?.ClockOffset ?? TimeSpan.Zero);

    /// <summary>The settings that are looked at: of the file, else of the StatefulSet.</summary>
    public ActivationSettings? Settings => Manifest is null ? Cluster?.Settings : Manifest.Settings;

    public EksConnectorConfig? Eks => Aws?.Cluster?.ConnectorConfig;

    /// <summary>Until when the activation can be used (UTC), by EKS or Systems Manager; null where neither said.</summary>
    public DateTime? Expiry => Eks?.ActivationExpiry ?? Aws?.Activation?.ExpirationDate;

    public bool? IsExpired => Expiry is { } expiry ? Now.UtcDateTime >= expiry : Aws?.Activation?.Expired;

    public TimeSpan? ExpiresIn => Expiry - Now.UtcDateTime;

    /// <summary>Whether AWS says that the activation that is set allows another registration; false where it was not asked.</summary>
    public bool CanRegisterAgain =>
        IsExpired == false
        && Aws?.Activation is { RegistrationLimit: { } limit, RegistrationsCount: { } count } && count < limit
        && Settings?.ActivationId.Value is { } id && string.Equals(id, Eks?.ActivationId ?? Aws.ActivationId, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the activation has done its work: on the cluster where it was asked, else as EKS sees it. Null where nobody knows.
    /// </summary>
    public bool? IsRegistered => Manifest is not null ? false : RegisteredOnCluster ?? RegisteredInEks;

    /// <summary>The name in EKS: as given, else what the state and the logs say, else where EKS was found to have the activation.</summary>
    public string? ClusterName => GivenName ?? Names.FirstOrDefault().Name ?? Aws?.ClusterName;

    /// <summary>What the replicas call the cluster, and where each says so: states first.</summary>
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

    /// <summary>Whether everything was read, and not only what an activation needs.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The namespace, the pods' events and nodes, and what keeps pods from being made.</summary>
    public WorkloadFacts Workload { get; init; } = new();

    /// <summary>What the agents and proxies log of their connection.</summary>
    public ConnectionFacts Connection { get; init; } = new();

    /// <summary>The service account, its token and rights, and who may see the cluster in the console.</summary>
    public AccessFacts Access { get; init; } = new();

    /// <summary>The Pods of the connector in the order of their ordinals.</summary>
    [JsonIgnore]
    public IReadOnlyList<PodFacts> Pods => Cluster?.Pods ?? [];

    /// <summary>The Pods that are replicas of the StatefulSet.</summary>
    [JsonIgnore]
    public IEnumerable<PodFacts> Replicas => Pods.Where(pod => pod.Ordinal is not null);

    /// <summary>Where the settings stand.</summary>
    public string Where => Settings?.Where ?? "the StatefulSet";

    /// <summary>The activation code of the cluster or the file; one that is missing where there is none.</summary>
    public ActivationCodeFacts Code => (Manifest is null ? Cluster?.ActivationSecret.Code : Settings?.Code) ?? ActivationCodeFacts.OfPlain(code: null);

    public KubectlTarget? Kubectl => Cluster?.Kubectl;

    public bool IsInstalled => Cluster is { NotInstalled: null };

    /// <summary>Why AWS could not be asked, as a failure of this cluster; null where it could, or was not asked.</summary>
    public EksConnectorException? AwsFailure => Aws?.Failure?.About(Cluster?.Context ?? GivenName);

    private bool? RegisteredInEks => Aws?.Cluster?.Status switch
    {
        "ACTIVE" or "UPDATING" => true,
        null => null,
        _ => false,
    };

    // All replicas that there have to be; one that is not makes the answer no.
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
            // What was registered with an earlier activation has to register again; when EKS has a newer one, it is gone already.
            return state.Fault is null && IsOf(state, Cluster?.Settings?.ActivationId.Value) && IsOf(state, Eks?.ActivationId);
        }

        // Where the Secret may not be read, the init container's end says as much.
        PodFacts? pod = Replicas.FirstOrDefault(candidate => candidate.Ordinal == state.Ordinal);
        if (pod is { IsInitDone: true })
        {
            return true;
        }

        return pod?.InitExitCode is null ? null : false;
    }

    private static bool IsOf(StateFacts state, string? activation) =>
        state.ActivationId is null || activation is null || string.Equals(state.ActivationId, activation, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a rule of a scope applies.</summary>
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
