using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Impersonation;

/// <summary>The rules for the objects of a grant and for the changes that create them.</summary>
internal static class GrantRules
{
    /// <summary>Returns the objects that let the connector impersonate a principal and that grant the principal read access.</summary>
    /// <returns>The objects and their effects, roles first.</returns>
    public static IReadOnlyList<(RbacObject Object, string Effect)> Objects(
        ConnectorAccount account, PrincipalArn principal, ConsoleAccess access, IReadOnlyList<string> namespaces)
    {
        string user = principal.KubernetesUser;
        var objects = new List<(RbacObject, string)>();
        if (access != ConsoleAccess.None)
        {
            objects.Add((SharedRole(ImpersonationNames.ConsoleRole, _ => true), "grants read access to the resources that the Amazon EKS console shows"));
        }

        if (access == ConsoleAccess.ConsoleNamespace)
        {
            objects.Add((SharedRole(ImpersonationNames.ConsoleClusterRole, resource => !resource.IsNamespaced), "grants read access to nodes and namespaces"));
        }

        string impersonate = ImpersonationNames.Impersonate(account.Namespace, user);
        RbacObject mine = Own(RbacKind.ClusterRole, impersonate, account, user);
        objects.Add((mine with { Rules = [new PolicyRule(["impersonate"], [string.Empty], ["users"], [user])] }, $"allows impersonation of the user {user}"));
        objects.Add((
            mine with { Kind = RbacKind.ClusterRoleBinding, Role = impersonate, Subject = new RbacSubject("ServiceAccount", account.Name, account.Namespace) },
            $"binds the role to the service account {account.Name} in namespace {account.Namespace}"));

        var reader = new RbacSubject("User", user);
        switch (access)
        {
            case ConsoleAccess.ConsoleAllNamespaces:
                objects.Add((Binding(ImpersonationNames.Read(account.Namespace, user), null, ImpersonationNames.ConsoleRole), "grants the user read access in all namespaces"));
                break;
            case ConsoleAccess.ConsoleNamespace:
                objects.Add((Binding(ImpersonationNames.ReadCluster(account.Namespace, user), null, ImpersonationNames.ConsoleClusterRole), "grants the user read access to nodes and namespaces"));
                foreach (string @namespace in namespaces)
                {
                    objects.Add((Binding(ImpersonationNames.Read(account.Namespace, user), @namespace, ImpersonationNames.ConsoleRole), $"grants the user read access in namespace {@namespace}"));
                }

                break;
        }

        return objects;

        RbacObject Binding(string name, string? @namespace, string role) =>
            Own(@namespace is null ? RbacKind.ClusterRoleBinding : RbacKind.RoleBinding, name, account, user) with
            {
                Namespace = @namespace,
                Role = role,
                Subject = reader,
            };
    }

    /// <summary>Plans the changes on a cluster that grant a principal access.</summary>
    public static ImpersonationPlan Plan(
        ClusterReference cluster, ConnectorAccount account, PrincipalArn principal, ConsoleAccess access, IReadOnlyList<string> namespaces, ModuleObjects own)
    {
        IReadOnlyList<(RbacObject Object, string Effect)> objects = Objects(account, principal, access, namespaces);
        string reading = access switch
        {
            ConsoleAccess.ConsoleAllNamespaces => ", and grant read access in all namespaces",
            ConsoleAccess.ConsoleNamespace => $", and grant read access in {string.Join(", ", namespaces)}",
            _ => string.Empty,
        };
        return new ImpersonationPlan(cluster, principal)
        {
            Namespace = account.Namespace,
            Summary = $"Context {cluster.Context}: let the EKS Connector in namespace {account.Namespace} impersonate {principal.KubernetesUser}{reading}",
            Accounts = [account],
            Access = access,
            AccessNamespaces = namespaces,
            Objects = [.. objects.Select(item => item.Object)],
            Changes = [.. objects.Select(item => own.ChangeTo(item.Object, item.Effect)).OfType<RbacChange>()],
        };
    }

    private static RbacObject SharedRole(string name, Func<ConsoleResource, bool> wanted) => new()
    {
        Kind = RbacKind.ClusterRole,
        Name = name,
        Labels = new Dictionary<string, string>
        {
            [ConnectorNames.ManagedByLabel] = ImpersonationNames.Manager,
            [ImpersonationNames.PrincipalLabel] = ImpersonationNames.Shared,
        },
        Rules = ConsoleResource.Rules(wanted),
    };

    private static RbacObject Own(RbacKind kind, string name, ConnectorAccount account, string user) => new()
    {
        Kind = kind,
        Name = name,
        Labels = new Dictionary<string, string>
        {
            [ConnectorNames.ManagedByLabel] = ImpersonationNames.Manager,
            [ImpersonationNames.PrincipalLabel] = ImpersonationNames.Hash(user),
            [ImpersonationNames.ConnectorLabel] = account.Namespace,
        },
        Annotations = new Dictionary<string, string> { [ImpersonationNames.PrincipalAnnotation] = user },
    };
}
