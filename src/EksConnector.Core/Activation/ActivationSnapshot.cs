using EksConnector.Core.Aws;
using EksConnector.Core.Connector;

namespace EksConnector.Core.Activation;

/// <summary>What was read of one cluster's activation, on both sides, at one moment. The checks are pure functions over it.</summary>
internal sealed record ActivationSnapshot
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

    /// <summary>
    /// Whether the activation has done its work: on the cluster where it was asked, else as EKS sees it. Null where nobody knows.
    /// </summary>
    public bool? IsRegistered => Manifest is not null ? false : RegisteredOnCluster ?? RegisteredInEks;

    /// <summary>The name in EKS: as given, else what the state and the logs say, else where EKS was found to have the activation.</summary>
    public string? ClusterName => GivenName ?? Names.FirstOrDefault().Name ?? Aws?.ClusterName;

    /// <summary>What the replicas call the cluster, and where each says so: states first.</summary>
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

            foreach (PodFacts pod in Cluster?.Pods ?? [])
            {
                if (InstanceName.ClusterOf(pod.Log?.InstanceId) is { } name)
                {
                    yield return (name, $"log of {pod.Name}");
                }
            }
        }
    }

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
        PodFacts? pod = Cluster!.Pods.FirstOrDefault(candidate => candidate.Ordinal == state.Ordinal);
        if (pod is { IsInitDone: true })
        {
            return true;
        }

        return pod?.InitExitCode is null ? null : false;
    }

    private static bool IsOf(StateFacts state, string? activation) =>
        state.ActivationId is null || activation is null || string.Equals(state.ActivationId, activation, StringComparison.OrdinalIgnoreCase);
}
