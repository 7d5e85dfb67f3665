using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Impersonation;

/// <summary>The commands that let the connector impersonate a principal, and the principal read.</summary>
internal static class ImpersonationFixes
{
    /// <summary>Grants both: to be impersonated, and to read what the console shows.</summary>
    /// <param name="target">The cluster; null where it cannot be told, and the current context has to do.</param>
    /// <param name="account">The connector; null where it is not known, and the manifest's is assumed.</param>
    /// <param name="principal">The principal.</param>
    /// <returns>The commands; null where a word cannot be quoted safely.</returns>
    public static FixCommand? Grant(KubectlTarget? target, ConnectorAccount account, PrincipalArn principal)
    {
        string user = principal.KubernetesUser;
        string name = $"eks-connector-user-{ImpersonationNames.Hash(user)[..8]}";
        FixCommand? kubectl = FixCommand.Join(
            KubectlTarget.Command(target, "create", "clusterrole", name, "--verb=impersonate", "--resource=users", $"--resource-name={user}"),
            KubectlTarget.Command(target, "create", "clusterrolebinding", name, $"--clusterrole={name}", $"--serviceaccount={account.Namespace}:{account.Name}"),
            Read(target, principal));
        return Both(kubectl, target, account.Namespace, principal);
    }

    /// <summary>Grants to read what the console shows.</summary>
    /// <param name="target">The cluster; null where it cannot be told, and the current context has to do.</param>
    /// <param name="namespace">The connector's namespace.</param>
    /// <param name="principal">The principal.</param>
    /// <returns>The commands; null where a word cannot be quoted safely.</returns>
    public static FixCommand? GrantReading(KubectlTarget? target, string @namespace, PrincipalArn principal) =>
        Both(Read(target, principal), target, @namespace, principal);

    private static FixCommand? Both(FixCommand? kubectl, KubectlTarget? target, string @namespace, PrincipalArn principal)
    {
        FixCommand? grant = FixCommand.Of(
        [
            "Grant-EksConnectorImpersonation",
            "-PrincipalArn", principal.KubernetesUser,
            "-Access", nameof(ConsoleAccess.ConsoleAllNamespaces),
            .. target is null ? (string[])[] : ["-Context", target.Context],
            .. target?.KubeConfigPath is { } path ? (string[])["-KubeConfigPath", path] : [],
            .. @namespace == Kubernetes.ConnectorNames.Namespace ? (string[])[] : ["-Namespace", @namespace],
        ]);
        return kubectl is null || grant is null ? null : new FixCommand(kubectl.Shell, grant.PowerShell);
    }

    private static FixCommand? Read(KubectlTarget? target, PrincipalArn principal)
    {
        string name = $"eks-connector-reader-{ImpersonationNames.Hash(principal.KubernetesUser)[..8]}";
        return FixCommand.Join(
            KubectlTarget.Command(target, "create", "clusterrole", name, "--verb=get,list", "--resource=nodes,namespaces,pods,events,deployments.apps,daemonsets.apps,statefulsets.apps,replicasets.apps,jobs.batch"),
            KubectlTarget.Command(target, "create", "clusterrolebinding", name, $"--clusterrole={name}", $"--user={principal.KubernetesUser}"));
    }
}
