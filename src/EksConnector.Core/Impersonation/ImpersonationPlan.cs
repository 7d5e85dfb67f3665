using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Impersonation;

/// <summary>The planned changes for one principal on one cluster. Nothing has been changed yet.</summary>
public sealed record ImpersonationPlan
{
    internal ImpersonationPlan(ClusterReference cluster, PrincipalArn principal)
    {
        Cluster = cluster;
        Principal = principal;
    }

    /// <summary>The kubeconfig context, or the host name of the API server.</summary>
    public string Context => Cluster.Context;

    /// <summary>The namespace of the connector; null if the connector no longer exists.</summary>
    public string? Namespace { get; internal init; }

    /// <summary>The principal as you specified it.</summary>
    public string PrincipalArn => Principal.Text;

    /// <summary>The Kubernetes user name.</summary>
    public string KubernetesUser => Principal.KubernetesUser;

    /// <summary>Whether there is anything to change.</summary>
    public bool HasChanges => Changes.Count > 0;

    /// <summary>The summary of the plan in one line.</summary>
    public required string Summary { get; init; }

    internal ClusterReference Cluster { get; }

    internal PrincipalArn Principal { get; }

    /// <summary>The service accounts of the connectors that the plan affects.</summary>
    internal IReadOnlyList<ConnectorAccount> Accounts { get; init; } = [];

    internal ConsoleAccess Access { get; init; }

    internal IReadOnlyList<string> AccessNamespaces { get; init; } = [];

    /// <summary>Whether a revocation keeps the user's read access.</summary>
    internal bool KeepsAccess { get; init; }

    /// <summary>The changes in the order in which they are applied: roles before bindings, or bindings before roles for deletions.</summary>
    internal IReadOnlyList<RbacChange> Changes { get; init; } = [];

    /// <summary>The module's objects for this principal: the existing ones after a grant, the deleted ones after a revocation.</summary>
    internal IReadOnlyList<RbacObject> Objects { get; init; } = [];

    /// <summary>Describes the changes: each object, the kind of change, and its effect.</summary>
    /// <returns>The summary and a line for each change.</returns>
    public string Describe() => HasChanges
        ? Summary + ":" + string.Concat(Changes.Select(change => $"{Environment.NewLine}  {change}"))
        : Summary + ": no changes are required";
}
