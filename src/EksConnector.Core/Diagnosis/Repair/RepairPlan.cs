using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Repair;

/// <summary>What is to be mended of one connector, and what the module leaves to people. It is data alone: nothing has been changed yet.</summary>
internal sealed record RepairPlan
{
    internal RepairPlan(ClusterReference cluster, ConnectorAccount account)
    {
        Cluster = cluster;
        Account = account;
    }

    /// <summary>The kubeconfig context, or the host name of the API server.</summary>
    public string Context => Cluster.Context;

    /// <summary>The connector's namespace.</summary>
    public string Namespace => Account.Namespace;

    /// <summary>What is to be done, in this order.</summary>
    public required IReadOnlyList<RepairStep> Steps { get; init; }

    /// <summary>What failed and is not mended by the module.</summary>
    public required IReadOnlyList<Finding> Left { get; init; }

    internal ClusterReference Cluster { get; }

    internal ConnectorAccount Account { get; }
}
