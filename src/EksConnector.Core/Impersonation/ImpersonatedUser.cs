namespace EksConnector;

/// <summary>
/// A user that the connector can impersonate, or that was intended to be one, and what the user can read according to the RBAC
/// rules.
/// </summary>
public sealed class ImpersonatedUser
{
    /// <summary>The kubeconfig context, or the host name of the API server if no kubeconfig is used.</summary>
    public required string Context { get; init; }

    /// <summary>The namespace of the connector.</summary>
    public required string Namespace { get; init; }

    /// <summary>The user name in the RBAC objects, usually the ARN of an IAM principal; <c>*</c> for any user.</summary>
    public required string PrincipalArn { get; init; }

    /// <summary>Whether the service account of the connector can impersonate the user.</summary>
    public required bool CanImpersonate { get; init; }

    /// <summary>Whether the user can list any resource that the Amazon EKS console shows.</summary>
    public required bool CanRead { get; init; }

    /// <summary>
    /// How many of the resources that the Amazon EKS console shows the user can list: <c>None</c>, <c>Partial</c>,
    /// <c>ConsoleNamespace</c> or <c>ConsoleAllNamespaces</c>.
    /// </summary>
    public required string Access { get; init; }

    /// <summary>The resources of the Amazon EKS console that the user can list in all namespaces.</summary>
    public required ValueList<string> Reads { get; init; }

    /// <summary>The namespaces in which the user can list additional resources.</summary>
    public required ValueList<string> AccessNamespaces { get; init; }

    /// <summary>
    /// The conditions that need attention: <c>Unrestricted</c>, <c>Wildcard</c>, <c>ReadsNothing</c>, <c>SessionArn</c>,
    /// <c>NotImpersonated</c> or <c>WrongNamespace</c>.
    /// </summary>
    public required ValueList<string> Flags { get; init; }

    /// <summary>The bindings and roles that permit the connector to impersonate the user.</summary>
    public required ValueList<string> GrantedBy { get; init; }

    /// <summary>The owners of the objects in GrantedBy: <c>EksConnector</c>, a Helm release, a template, or another owner.</summary>
    public required ValueList<string> GrantOwners { get; init; }

    /// <summary>The bindings and roles that permit the user to read.</summary>
    public required ValueList<string> ReadBy { get; init; }

    /// <summary>The owners of the objects in ReadBy.</summary>
    public required ValueList<string> ReadOwners { get; init; }

    /// <summary>Returns the user and the flags.</summary>
    /// <returns>For example, <c>arn:aws:iam::111122223333:role/admin (ReadsNothing)</c>.</returns>
    public override string ToString() => Flags.Count == 0 ? PrincipalArn : $"{PrincipalArn} ({Flags})";
}
