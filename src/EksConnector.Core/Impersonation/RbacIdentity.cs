using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Impersonation;

/// <summary>Somebody as RBAC sees him.</summary>
/// <param name="User">The name.</param>
/// <param name="Groups">The groups.</param>
internal sealed record RbacIdentity(string User, IReadOnlyList<string> Groups)
{
    /// <summary>The connector.</summary>
    public static RbacIdentity Of(ConnectorAccount account) => new(account.User, account.Groups);

    /// <summary>A user whom the connector impersonates: it gives him no groups, and the API server this one.</summary>
    public static RbacIdentity Impersonated(string user) => new(user, [KubernetesGroups.Authenticated]);

    /// <summary>The words by which a binding's subject is looked up.</summary>
    public IEnumerable<string> Keys() => Groups.Select(GroupKey).Prepend(UserKey(User));

    /// <summary>The word by which a subject is looked up; null where it names nobody.</summary>
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
