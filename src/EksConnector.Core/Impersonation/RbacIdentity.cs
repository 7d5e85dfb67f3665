using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Impersonation;

/// <summary>The identity of a user in RBAC.</summary>
/// <param name="User">The user name.</param>
/// <param name="Groups">The groups.</param>
internal sealed record RbacIdentity(string User, IReadOnlyList<string> Groups)
{
    /// <summary>Returns the identity of the connector.</summary>
    public static RbacIdentity Of(ConnectorAccount account) => new(account.User, account.Groups);

    /// <summary>Returns the identity of an impersonated user. The connector sets no groups, and the API server adds this one.</summary>
    public static RbacIdentity Impersonated(string user) => new(user, [KubernetesGroups.Authenticated]);

    /// <summary>Returns the keys by which the subjects of bindings are looked up.</summary>
    public IEnumerable<string> Keys() => Groups.Select(GroupKey).Prepend(UserKey(User));

    /// <summary>Returns the key of a subject; null if the subject is not valid.</summary>
    public static string? KeyOf(RbacSubject subject, string? bindingNamespace) => subject switch
    {
        { Kind: "User", Name: { } name } => UserKey(name),
        { Kind: "Group", Name: { } name } => GroupKey(name),
        { Kind: "ServiceAccount", Name: { } name } => UserKey($"system:serviceaccount:{subject.Namespace ?? bindingNamespace}:{name}"),
        _ => null,
    };

    private static string UserKey(string name) => "u " + name;

    private static string GroupKey(string name) => "g " + name;
}
