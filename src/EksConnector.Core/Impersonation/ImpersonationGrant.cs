namespace EksConnector;

/// <summary>
/// The result of granting or revoking the access of one principal on one cluster. CanImpersonate and CanRead show what the API server
/// reports afterwards, based on all its RBAC objects and not only those of the module.
/// </summary>
public sealed class ImpersonationGrant
{
    /// <summary>The kubeconfig context, or the host name of the server if there is no kubeconfig.</summary>
    public required string Context { get; init; }

    /// <summary>The namespace of the connector; null if the connector no longer exists.</summary>
    public required string? Namespace { get; init; }

    /// <summary>The ARN of the principal, as it was specified.</summary>
    public required string PrincipalArn { get; init; }

    /// <summary>
    /// The name of the user in Kubernetes. For a role session it is the ARN of the role, and for a role with a path it is the ARN without
    /// the path.
    /// </summary>
    public required string KubernetesUser { get; init; }

    /// <summary>Whether any object was created, changed, or deleted.</summary>
    public required bool Changed { get; init; }

    /// <summary>Whether the connector's service account is permitted to impersonate the user; null if this could not be checked.</summary>
    public required bool? CanImpersonate { get; init; }

    /// <summary>
    /// The read access that the module's objects grant to the user: <c>None</c>, <c>ConsoleAllNamespaces</c>, or <c>ConsoleNamespace</c>.
    /// </summary>
    public required string Access { get; init; }

    /// <summary>The namespaces for ConsoleNamespace.</summary>
    public required ValueList<string> AccessNamespaces { get; init; }

    /// <summary>
    /// Whether the user is permitted to list nodes, and to list Pods in all namespaces (for ConsoleNamespace, in AccessNamespaces); null if
    /// this could not be checked.
    /// </summary>
    public required bool? CanRead { get; init; }

    /// <summary>
    /// The module's objects for this principal: those that exist after a grant, or those that were deleted by a revocation.
    /// </summary>
    public required ValueList<string> Objects { get; init; }

    /// <summary>Returns the name of the user and whether the connector can impersonate it.</summary>
    /// <returns>Such as <c>arn:aws:iam::111122223333:role/admin (CanImpersonate True)</c>.</returns>
    public override string ToString() => $"{KubernetesUser} (CanImpersonate {CanImpersonate?.ToString() ?? "unknown"})";
}
