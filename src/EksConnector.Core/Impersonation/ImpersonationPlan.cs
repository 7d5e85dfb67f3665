using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Impersonation;

/// <summary>What is to be changed for one principal on one cluster. It is data alone: nothing has been changed yet.</summary>
public sealed record ImpersonationPlan
{
    internal ImpersonationPlan(ClusterReference cluster, PrincipalArn principal)
    {
        Cluster = cluster;
        Principal = principal;
    }

    /// <summary>The kubeconfig context, or the server's host.</summary>
    public string Context => Cluster.Context;

    /// <summary>The connector's namespace; null where it is not there any more.</summary>
    public string? Namespace { get; internal init; }

    /// <summary>The principal as it was given.</summary>
    public string PrincipalArn => Principal.Text;

    /// <summary>The user that Kubernetes sees.</summary>
    public string KubernetesUser => Principal.KubernetesUser;

    /// <summary>Whether there is anything to change.</summary>
    public bool HasChanges => Changes.Count > 0;

    /// <summary>What it is about, in one line.</summary>
    public required string Summary { get; init; }

    internal ClusterReference Cluster { get; }

    internal PrincipalArn Principal { get; }

    /// <summary>The connector's service accounts that it is about.</summary>
    internal IReadOnlyList<ConnectorAccount> Accounts { get; init; } = [];

    internal ConsoleAccess Access { get; init; }

    internal IReadOnlyList<string> AccessNamespaces { get; init; } = [];

    /// <summary>Of a revocation: whether what the user may read stays.</summary>
    internal bool KeepsAccess { get; init; }

    /// <summary>The changes in the order in which they make sense: roles before bindings, and the other way round to delete.</summary>
    internal IReadOnlyList<RbacChange> Changes { get; init; } = [];

    /// <summary>The module's objects for this principal that stay.</summary>
    internal IReadOnlyList<RbacObject> Objects { get; init; } = [];

    /// <summary>Says what is to be changed: each object, what is done with it, and what is different then.</summary>
    /// <returns>The summary, and a line for each change.</returns>
    public string Describe() => HasChanges
        ? Summary + ":" + string.Concat(Changes.Select(change => $"{Environment.NewLine}  {change}"))
        : Summary + ": nothing to change";
}
