namespace EksConnector;

/// <summary>A user that the connector may impersonate, or that was meant to be one, and what he may read, by the rules of RBAC.</summary>
public sealed class ImpersonatedUser
{
    /// <summary>The kubeconfig context; the server's host where there is no kubeconfig.</summary>
    public required string Context { get; init; }

    /// <summary>The connector's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The user's name as the objects have it, mostly the ARN of an IAM principal; <c>*</c> for everybody.</summary>
    public required string PrincipalArn { get; init; }

    /// <summary>Whether the connector's service account may impersonate the user.</summary>
    public required bool CanImpersonate { get; init; }

    /// <summary>Whether the user may list anything that the EKS console shows.</summary>
    public required bool CanRead { get; init; }

    /// <summary><c>None</c>, <c>Partial</c>, <c>ConsoleNamespace</c> or <c>ConsoleAllNamespaces</c>: how much of what the EKS console shows the user may list.</summary>
    public required string Access { get; init; }

    /// <summary>The resources of the EKS console that the user may list in all namespaces.</summary>
    public required ValueList<string> Reads { get; init; }

    /// <summary>The namespaces in which the user may list more than that.</summary>
    public required ValueList<string> AccessNamespaces { get; init; }

    /// <summary>What stands out: <c>Unrestricted</c>, <c>Wildcard</c>, <c>ReadsNothing</c>, <c>SessionArn</c>, <c>NotImpersonated</c>, <c>WrongNamespace</c>.</summary>
    public required ValueList<string> Flags { get; init; }

    /// <summary>What lets the connector impersonate the user: binding and role.</summary>
    public required ValueList<string> GrantedBy { get; init; }

    /// <summary>Who owns the objects of GrantedBy: <c>EksConnector</c>, a Helm release, a template, or another.</summary>
    public required ValueList<string> GrantOwners { get; init; }

    /// <summary>What lets the user read: binding and role.</summary>
    public required ValueList<string> ReadBy { get; init; }

    /// <summary>Who owns the objects of ReadBy.</summary>
    public required ValueList<string> ReadOwners { get; init; }

    /// <summary>Names the user and what stands out.</summary>
    /// <returns>Such as <c>arn:aws:iam::111122223333:role/admin (ReadsNothing)</c>.</returns>
    public override string ToString() => Flags.Count == 0 ? PrincipalArn : $"{PrincipalArn} ({Flags})";
}
