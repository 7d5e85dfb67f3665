using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Impersonation;

/// <summary>
/// The commands that grant a principal what the console needs. The kubectl commands create objects with names that the module does
/// not use, because the module refuses to change objects that have its names but not its labels.
/// </summary>
internal static class ImpersonationFixes
{
    private const string Prefix = "eks-console-";
    private const string ReadRole = Prefix + "read";
    private const int HashLength = 12;

    /// <summary>Returns the commands that let the connector impersonate a principal.</summary>
    /// <param name="target">The cluster; null if it is not known and the commands use the current context.</param>
    /// <param name="account">The connector.</param>
    /// <param name="principal">The principal.</param>
    /// <param name="withReading">Whether the commands also grant read access to what the console shows.</param>
    /// <returns>The commands; null if a value cannot be used safely in a command.</returns>
    public static FixCommand? Impersonate(KubectlTarget? target, ConnectorAccount account, PrincipalArn principal, bool withReading)
    {
        string name = Name("impersonate", principal);
        FixCommand? kubectl = FixCommand.Join(
            KubectlTarget.Command(target, "create", "clusterrole", name, "--verb=impersonate", "--resource=users", $"--resource-name={principal.KubernetesUser}"),
            KubectlTarget.Command(target, "create", "clusterrolebinding", name, $"--clusterrole={name}", Argument.ServiceAccount(account.Namespace, account.Name)));
        return Both(
            withReading ? FixCommand.Join(kubectl, ReadByKubectl(target, principal)) : kubectl,
            target,
            account.Namespace,
            principal,
            withReading ? ConsoleAccess.ConsoleAllNamespaces : ConsoleAccess.None);
    }

    /// <summary>Returns the commands that grant a principal read access to what the console shows.</summary>
    /// <param name="target">The cluster; null if it is not known and the commands use the current context.</param>
    /// <param name="namespace">The namespace of the connector.</param>
    /// <param name="principal">The principal.</param>
    /// <returns>The commands; null if a value cannot be used safely in a command.</returns>
    public static FixCommand? Read(KubectlTarget? target, string @namespace, PrincipalArn principal) =>
        Both(ReadByKubectl(target, principal), target, @namespace, principal, ConsoleAccess.ConsoleAllNamespaces);

    private static FixCommand? ReadByKubectl(KubectlTarget? target, PrincipalArn principal)
    {
        // All principals share the role, so the command must also succeed if the role exists.
        string resources = string.Join(',', ConsoleResource.All.Select(resource => resource.Group.Length == 0 ? resource.Name : $"{resource.Name}.{resource.Group}"));
        return FixCommand.Join(
            FixCommand.Of(new Pipeline(
                KubectlTarget.Kubectl(target, "create", "clusterrole", ReadRole, "--verb=get,list", $"--resource={resources}", "--dry-run=client", "-o", "yaml"),
                KubectlTarget.Kubectl(target, "apply", "-f", "-"))),
            KubectlTarget.Command(target, "create", "clusterrolebinding", Name("read", principal), $"--clusterrole={ReadRole}", $"--user={principal.KubernetesUser}"));
    }

    private static FixCommand? Both(FixCommand? kubectl, KubectlTarget? target, string @namespace, PrincipalArn principal, ConsoleAccess access) => FixCommand.Either(
        kubectl,
        FixCommand.Of(
            "Grant-EksConnectorImpersonation",
            [
                "-PrincipalArn",
                Argument.Quoted(principal.KubernetesUser),
                .. access == ConsoleAccess.None ? [] : (Argument[])["-Access", access.ToString()],
                .. KubectlTarget.Parameters(target),
                .. @namespace == ConnectorNames.Namespace ? [] : (Argument[])["-Namespace", Argument.Label(@namespace)],
            ]));

    private static string Name(string what, PrincipalArn principal) =>
        $"{Prefix}{what}-{ImpersonationNames.Hash(principal.KubernetesUser)[..HashLength]}";
}
