using EksConnector.Core.Activation;
using EksConnector.Core.Diagnosis.Access;
using EksConnector.Core.Diagnosis.Connection;
using EksConnector.Core.Diagnosis.Workload;

namespace EksConnector.Core.Diagnosis;

/// <summary>
/// All that was read of one connector at one moment. It has facts alone, and no secret: it is written into a bundle as it is, and the
/// rules say the same of it there.
/// </summary>
internal sealed record DiagnosisSnapshot
{
    /// <summary>The activation on both sides, and the time at which all was read.</summary>
    public required ActivationSnapshot Activation { get; init; }

    /// <summary>What Kubernetes says of the StatefulSet, its pods and their nodes.</summary>
    public WorkloadFacts Workload { get; init; } = new();

    /// <summary>What the logs of connector-agent and connector-proxy say.</summary>
    public ConnectionFacts Connection { get; init; } = new();

    /// <summary>What the connector and its users may do.</summary>
    public AccessFacts Access { get; init; } = new();

    /// <summary>The cluster; there always is one.</summary>
    public ClusterSide Cluster => Activation.Cluster!;

    /// <summary>When it was taken, in UTC by this machine's clock.</summary>
    public DateTimeOffset TakenAt => Activation.TakenAt;

    /// <summary>What kubectl has to be told to ask the same cluster.</summary>
    public KubectlTarget? Kubectl => Cluster.Kubectl;

    /// <summary>Whether there is a connector.</summary>
    public bool IsInstalled => Cluster.NotInstalled is null;

    /// <summary>Why AWS could not be asked, told of this cluster; null where it could, or was left out.</summary>
    public EksConnectorException? AwsFailure => Activation.Aws?.Failure?.About(Cluster.Context);
}
