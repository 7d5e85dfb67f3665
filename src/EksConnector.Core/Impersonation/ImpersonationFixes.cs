using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Impersonation;

/// <summary>
/// The commands that grant a principal what the console needs. Those of kubectl make objects of other names than the module's own:
/// the module would refuse to touch objects of its names that lack its labels.
/// </summary>
internal static class ImpersonationFixes
{
    private const string Prefix = "eks-console-";
    private const string ReadRole = Prefix + "read";
    private const string AllNamespaces = " -Access " + nameof(ConsoleAccess.ConsoleAllNamespaces);
    private const int HashLength = 12;

    /// <summary>Lets the connector impersonate a principal.</summary>
    /// <param name="target">The cluster; null where it cannot be told, and the current context has to do.</param>
    /// <param name="account">The connector.</param>
    /// <param name="principal">The principal.</param>
    /// <param name="withReading">Whether the principal is to read what the console shows, too.</param>
    /// <returns>The commands; null where a word cannot be quoted safely.</returns>
    public static FixCommand? Impersonate(KubectlTarget? target, ConnectorAccount account, PrincipalArn principal, bool withReading)
    {
        string name = Name("impersonate", principal);
        FixCommand? kubectl = FixCommand.Join(
            KubectlTarget.Command(target, "create", "clusterrole", name, "--verb=impersonate", "--resource=users", $"--resource-name={principal.KubernetesUser}"),
            KubectlTarget.Command(target, "create", "clusterrolebinding", name, $"--clusterrole={name}", $"--serviceaccount={account.Namespace}:{account.Name}"),
            withReading ? ReadByKubectl(target, principal) : null);
        return Both(kubectl, target, account.Namespace, principal, withReading ? AllNamespaces : string.Empty);
    }

    /// <summary>Lets a principal read what the console shows.</summary>
    /// <param name="target">The cluster; null where it cannot be told, and the current context has to do.</param>
    /// <param name="namespace">The connector's namespace.</param>
    /// <param name="principal">The principal.</param>
    /// <returns>The commands; null where a word cannot be quoted safely.</returns>
    public static FixCommand? Read(KubectlTarget? target, string @namespace, PrincipalArn principal) =>
        Both(ReadByKubectl(target, principal), target, @namespace, principal, AllNamespaces);

    private static FixCommand? ReadByKubectl(KubectlTarget? target, PrincipalArn principal)
    {
        // A role that is there already is no failure: all principals share it.
        string resources = string.Join(',', ConsoleResource.All.Select(resource => resource.Group.Length == 0 ? resource.Name : $"{resource.Name}.{resource.Group}"));
        FixCommand? role = KubectlTarget.Command(target, "create", "clusterrole", ReadRole, "--verb=get,list", $"--resource={resources}", "--dry-run=client", "-o", "yaml");
        FixCommand? apply = KubectlTarget.Command(target, "apply", "-f", "-");
        FixCommand? binding = KubectlTarget.Command(target, "create", "clusterrolebinding", Name("read", principal), $"--clusterrole={ReadRole}", $"--user={principal.KubernetesUser}");
        return role is null || apply is null || binding is null ? null : new FixCommand($"{role.Shell} | {apply.Shell}\n{binding.Shell}", string.Empty);
    }

    private static FixCommand? Both(FixCommand? kubectl, KubectlTarget? target, string @namespace, PrincipalArn principal, string access)
    {
        FixCommand? place = FixCommand.Of(
        [
            .. target is null ? (string[])[] : ["-Context", target.Context],
            .. target?.KubeConfigPath is { } path ? (string[])["-KubeConfigPath", path] : [],
            .. @namespace == ConnectorNames.Namespace ? (string[])[] : ["-Namespace", @namespace],
        ]);

        // What PrincipalArn has read holds no quotation mark.
        return kubectl is null || place is null
            ? null
            : new FixCommand(kubectl.Shell, $"Grant-EksConnectorImpersonation -PrincipalArn '{principal.KubernetesUser}'{access} {place.PowerShell}".TrimEnd());
    }

    private static string Name(string what, PrincipalArn principal) =>
        $"{Prefix}{what}-{ImpersonationNames.Hash(principal.KubernetesUser)[..HashLength]}";
}
