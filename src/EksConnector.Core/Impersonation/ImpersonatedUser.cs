namespace EksConnector;

/// <summary>
/// A user that the connector can impersonate, or that a grant was intended for, and the read access that RBAC grants to the user.
/// </summary>
public sealed class ImpersonatedUser
{
    /// <summary>The kubeconfig context, or the host name of the server if there is no kubeconfig.</summary>
    public required string Context { get; init; }

    /// <summary>The namespace of the connector.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the user in the RBAC objects, usually the ARN of an IAM principal; <c>*</c> for all users.</summary>
    public required string PrincipalArn { get; init; }

    /// <summary>Whether the connector's service account is permitted to impersonate the user.</summary>
    public required bool CanImpersonate { get; init; }

    /// <summary>Whether the user is permitted to list any resource that the Amazon EKS console shows.</summary>
    public required bool CanRead { get; init; }

    /// <summary>
    /// The read access of the user to the resources that the Amazon EKS console shows: <c>None</c>, <c>Partial</c>,
    /// <c>ConsoleNamespace</c>, or <c>ConsoleAllNamespaces</c>.
    /// </summary>
    public required string Access { get; init; }

    /// <summary>The resources of the Amazon EKS console that the user is permitted to list in all namespaces.</summary>
    public required ValueList<string> Reads { get; init; }

    /// <summary>The namespaces in which the user is permitted to list additional resources.</summary>
    public required ValueList<string> AccessNamespaces { get; init; }

    /// <summary>
    /// The unusual properties of the grant: <c>Unrestricted</c>, <c>Wildcard</c>, <c>ReadsNothing</c>, <c>SessionArn</c>,
    /// <c>NotImpersonated</c>, or <c>WrongNamespace</c>.
    /// </summary>
    public required ValueList<string> Flags { get; init; }

    /// <summary>The binding and role that permit the connector to impersonate the user.</summary>
    public required ValueList<string> GrantedBy { get; init; }

    /// <summary>The owners of the objects in GrantedBy: <c>EksConnector</c>, a Helm release, a template, or another owner.</summary>
    public required ValueList<string> GrantOwners { get; init; }

    /// <summary>The binding and role that grant read access to the user.</summary>
    public required ValueList<string> ReadBy { get; init; }

    /// <summary>The owners of the objects in ReadBy.</summary>
    public required ValueList<string> ReadOwners { get; init; }

    /// <summary>Returns the name of the user and its flags.</summary>
    /// <returns>Such as <c>arn:aws:iam::111122223333:role/admin (ReadsNothing)</c>.</returns>
    public override string ToString() => Flags.Count == 0 ? PrincipalArn : $"{PrincipalArn} ({Flags})";
}
