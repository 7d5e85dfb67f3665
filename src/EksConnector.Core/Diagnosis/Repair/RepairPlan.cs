using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Repair;

/// <summary>The planned repairs of one connector and the findings that the module does not repair. Nothing has been changed yet.</summary>
internal sealed record RepairPlan
{
    internal RepairPlan(ClusterReference cluster, ConnectorAccount account)
    {
        Cluster = cluster;
        Account = account;
    }

    /// <summary>The kubeconfig context, or the host name of the API server.</summary>
    public string Context => Cluster.Context;

    /// <summary>The namespace of the connector.</summary>
    public string Namespace => Account.Namespace;

    /// <summary>The steps, in order.</summary>
    public required IReadOnlyList<RepairStep> Steps { get; init; }

    /// <summary>The failed findings that the module does not repair.</summary>
    public required IReadOnlyList<Finding> Left { get; init; }

    internal ClusterReference Cluster { get; }

    internal ConnectorAccount Account { get; }
}
