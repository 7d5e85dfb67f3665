using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>
/// The commands that grant a principal what the console needs. Those of kubectl make objects of other names than the module's own:
/// the module would refuse to touch objects of its names that lack its labels.
/// </summary>
internal static class AccessFixes
{
    private const string Prefix = "eks-console-";
    private const string ReadRole = Prefix + "read";
    private const int HashLength = 12;

    /// <summary>Lets the connector impersonate a principal.</summary>
    /// <param name="principal">The principal.</param>
    /// <param name="namespace">The connector's namespace.</param>
    public static FixCommand? Impersonate(PrincipalArn principal, string @namespace)
    {
        string name = Name("impersonate", principal);
        return FixCommand.Join(
            FixCommand.Of("kubectl", "create", "clusterrole", name, "--verb=impersonate", "--resource=users", $"--resource-name={principal.KubernetesUser}"),
            FixCommand.Of("kubectl", "create", "clusterrolebinding", name, $"--clusterrole={name}", $"--serviceaccount={@namespace}:{ConnectorNames.ServiceAccount}")) is { } kubectl
            ? new FixCommand(kubectl.Shell, Grant(principal, @namespace, access: string.Empty))
            : null;
    }

    /// <summary>Lets a principal read what the console shows.</summary>
    /// <param name="principal">The principal.</param>
    /// <param name="namespace">The connector's namespace.</param>
    public static FixCommand? Read(PrincipalArn principal, string @namespace)
    {
        // A role that is there already is no failure: all principals share it.
        string resources = string.Join(',', ConsoleResource.All.Select(resource => resource.Group.Length == 0 ? resource.Name : $"{resource.Name}.{resource.Group}"));
        string role = $"kubectl create clusterrole {ReadRole} --verb=get,list --resource={resources} --dry-run=client -o yaml | kubectl apply -f -";
        return FixCommand.Of("kubectl", "create", "clusterrolebinding", Name("read", principal), $"--clusterrole={ReadRole}", $"--user={principal.KubernetesUser}") is { } binding
            ? new FixCommand($"{role}\n{binding.Shell}", Grant(principal, @namespace, access: " -Access ConsoleAllNamespaces"))
            : null;
    }

    /// <summary>Whether <see cref="Read"/> grants what was denied.</summary>
    public static bool Grants(Denial denial) =>
        DenialReader.Reads(denial.Verb) && denial.Verb != "watch"
        && ConsoleResource.All.Any(resource => resource.Name == denial.Resource && resource.Group == denial.Group);

    private static string Name(string what, PrincipalArn principal) =>
        $"{Prefix}{what}-{ImpersonationNames.Hash(principal.KubernetesUser)[..HashLength]}";

    private static string Grant(PrincipalArn principal, string @namespace, string access)
    {
        string place = @namespace == ConnectorNames.Namespace ? string.Empty : $" -Namespace {CommandText.ForPowerShell(@namespace)}";

        // What PrincipalArn has read holds no quotation mark.
        return $"Grant-EksConnectorImpersonation -PrincipalArn '{principal.KubernetesUser}'{access}{place}";
    }
}
