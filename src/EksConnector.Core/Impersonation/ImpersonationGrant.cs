namespace EksConnector;

/// <summary>
/// What came of granting or revoking one principal on one cluster. CanImpersonate and CanRead are what the API server
/// answered afterwards, from all the objects that it has, and not only from those of the module.
/// </summary>
public sealed class ImpersonationGrant
{
    /// <summary>The kubeconfig context; the server's host where there is no kubeconfig.</summary>
    public required string Context { get; init; }

    /// <summary>The connector's namespace; null where it is not there any more.</summary>
    public required string? Namespace { get; init; }

    /// <summary>The principal, as it was given.</summary>
    public required string PrincipalArn { get; init; }

    /// <summary>The user that Kubernetes sees: of a role session the role, and of a role with a path the role without it.</summary>
    public required string KubernetesUser { get; init; }

    /// <summary>Whether anything was written or deleted.</summary>
    public required bool Changed { get; init; }

    /// <summary>Whether the connector's service account may impersonate the user; null where this could not be asked.</summary>
    public required bool? CanImpersonate { get; init; }

    /// <summary><c>None</c>, <c>ConsoleAllNamespaces</c> or <c>ConsoleNamespace</c>: what the module's objects of this command let the user read.</summary>
    public required string Access { get; init; }

    /// <summary>The namespaces of ConsoleNamespace.</summary>
    public required ValueList<string> AccessNamespaces { get; init; }

    /// <summary>
    /// Whether the user may list nodes, and pods in all namespaces (with ConsoleNamespace in those of AccessNamespaces); null
    /// where this could not be asked.
    /// </summary>
    public required bool? CanRead { get; init; }

    /// <summary>The module's objects for this principal: those that are there after a grant, and those that a revocation deleted.</summary>
    public required ValueList<string> Objects { get; init; }

    /// <summary>Names the user and whether he may be impersonated.</summary>
    /// <returns>Such as <c>arn:aws:iam::111122223333:role/admin (CanImpersonate True)</c>.</returns>
    public override string ToString() => $"{KubernetesUser} (CanImpersonate {CanImpersonate?.ToString() ?? "unknown"})";
}
