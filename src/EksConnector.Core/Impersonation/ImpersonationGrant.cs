namespace EksConnector;

/// <summary>
/// The result of granting or revoking access for one principal on one cluster. CanImpersonate and CanRead are the results of
/// the verification with the API server. They reflect all RBAC objects of the cluster, not only those of this module.
/// </summary>
public sealed class ImpersonationGrant
{
    /// <summary>The kubeconfig context, or the host name of the API server if no kubeconfig is used.</summary>
    public required string Context { get; init; }

    /// <summary>The namespace of the connector; null if the connector no longer exists.</summary>
    public required string? Namespace { get; init; }

    /// <summary>The principal as you specified it.</summary>
    public required string PrincipalArn { get; init; }

    /// <summary>
    /// The Kubernetes user name: for a role session, the ARN of its role; for a role with a path, the ARN without the path.
    /// </summary>
    public required string KubernetesUser { get; init; }

    /// <summary>Whether any object was written or deleted.</summary>
    public required bool Changed { get; init; }

    /// <summary>Whether the service account of the connector can impersonate the user; null if this could not be verified.</summary>
    public required bool? CanImpersonate { get; init; }

    /// <summary>
    /// The read access that the objects of this command grant: <c>None</c>, <c>ConsoleAllNamespaces</c> or
    /// <c>ConsoleNamespace</c>.
    /// </summary>
    public required string Access { get; init; }

    /// <summary>The namespaces in which ConsoleNamespace grants read access.</summary>
    public required ValueList<string> AccessNamespaces { get; init; }

    /// <summary>
    /// Whether the user can list nodes, and Pods in all namespaces (with ConsoleNamespace, in the namespaces in
    /// AccessNamespaces); null if this could not be verified.
    /// </summary>
    public required bool? CanRead { get; init; }

    /// <summary>
    /// The objects of this module for the principal: the existing ones after a grant, the deleted ones after a revocation.
    /// </summary>
    public required ValueList<string> Objects { get; init; }

    /// <summary>Returns the user and whether the user can be impersonated.</summary>
    /// <returns>For example, <c>arn:aws:iam::111122223333:role/admin (CanImpersonate True)</c>.</returns>
    public override string ToString() => $"{KubernetesUser} (CanImpersonate {CanImpersonate?.ToString() ?? "unknown"})";
}
