using System.Text.Json.Nodes;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Status;

namespace EksConnector.Core.Impersonation;

/// <summary>
/// Explains how to remove a grant: the command, if it is safe to show, and a warning if the command has further effects. A kubectl
/// or Helm command is shown only if Bash and PowerShell interpret it in the same way.
/// </summary>
/// <param name="context">The kubeconfig context; null if no kubeconfig is used.</param>
/// <param name="user">The user.</param>
/// <param name="connector">The StatefulSet of the connector, whose image shows the chart version; null if it is not known.</param>
internal sealed class RemovalCommand(string? context, string user, StatefulSet? connector)
{
    private const string NoCommandReason = "a name contains characters that a shell can interpret, or Kubernetes, Helm, or AWS do not allow the name";
    private const string Chart = "eks-connector-chart";
    private const string NewestChart = " (the version of the release's chart cannot be determined, so the command installs the newest version; add --version to keep the current one)";

    // In the chart, an empty list allows any user, so the last ARN is replaced with that of a role that does not exist.
    private const string NonexistentRoleArn = "arn:aws:iam::000000000000:role/nobody";

    /// <summary>Returns how to remove a grant to impersonate the user.</summary>
    public string OfImpersonation(RbacGrant grant)
    {
        ObjectOwner owner = ObjectOwner.Of(grant.Role.Metadata);
        PolicyRule[] rules = [.. grant.Role.Rules.OrEmpty().Where(rule => RbacRules.Impersonates(rule, user))];
        bool isUnrestricted = Array.Exists(rules, rule => rule.ResourceNames.OrEmpty().Count == 0);
        if (owner.HelmRelease is not null)
        {
            return Helm(owner, grant.Role.Metadata?.Name, isUnrestricted, [.. rules.SelectMany(rule => rule.ResourceNames.OrEmpty())]);
        }

        if (owner.IsModule)
        {
            return Module(grant);
        }

        if (isUnrestricted)
        {
            return $"it lets the connector impersonate any user. Grant access to the principals that need it with Grant-EksConnectorImpersonation, then: {Delete(grant)}";
        }

        return owner.IsKubernetes ? Delete(grant) : RemoveName(grant, rules[0]);
    }

    /// <summary>Returns how to remove a grant of read access.</summary>
    public string OfReading(RbacGrant grant)
    {
        ObjectOwner owner = ObjectOwner.Of(grant.Binding.Metadata);
        if (owner.IsModule)
        {
            return Module(grant);
        }

        if (grant.SubjectKind == "Group")
        {
            return "it applies to all users, not only to this user; check whether that is intended";
        }

        string[] users = [.. grant.Binding.Subjects.OrEmpty().Where(subject => subject.Kind == "User").Select(subject => subject.Name ?? string.Empty)];
        if (owner.HelmRelease is not null)
        {
            return Helm(owner, grant.Binding.Metadata?.Name, isUnrestricted: false, users);
        }

        return grant.Binding.Subjects.OrEmpty().Count == 1 ? Delete(grant) : RemoveSubject(grant);
    }

    private string Helm(ObjectOwner owner, string? name, bool isUnrestricted, string[] users)
    {
        if (name?.StartsWith("eks-connector", StringComparison.Ordinal) != true)
        {
            return $"change the values of {Release(owner)}, which is not the connector's chart";
        }

        string[] remaining = [.. users.Distinct(StringComparer.Ordinal).Where(other => other != user)];
        Argument version = Version(owner);
        FixCommand? command = Array.TrueForAll(remaining, other => PrincipalArn.TryParse(other) is not null)
            ? FixCommand.Of(
                "helm",
                [
                    "upgrade",
                    Argument.HelmRelease(owner.HelmRelease),
                    ConnectorNames.HelmChart,
                    "--namespace",
                    Argument.Label(owner.HelmNamespace),
                    .. version.IsAllowed ? (Argument[])["--version", version] : [],
                    .. context is null ? [] : Argument.Option("--kube-context", context),
                    "--reuse-values",
                    "--set",
                    Argument.HelmList("authentication.allowedUserARNs", remaining.Length == 0 ? [NonexistentRoleArn] : remaining),
                ])
            : null;
        if (command?.Common is not { } text)
        {
            return $"set authentication.allowedUserARNs of {Release(owner)} to the ARNs that remain; no command is shown, because {NoCommandReason}";
        }

        string word = (isUnrestricted, remaining.Length) switch
        {
            (true, _) => " (the chart's list is empty, which lets the connector impersonate any user; this command reduces it to a role that does not exist, so first grant access to the principals that need it with Grant-EksConnectorImpersonation)",
            (_, 0) => " (an empty list would let the connector impersonate any user, so the command uses a role that does not exist)",
            _ => string.Empty,
        };
        return text + word + (version.IsAllowed ? string.Empty : NewestChart);
    }

    private string Module(RbacGrant grant)
    {
        string? @namespace = grant.Binding.Metadata?.Labels?.GetValueOrDefault(ImpersonationNames.ConnectorLabel);
        return FixCommand.Of(
            "Revoke-EksConnectorImpersonation",
            [
                "-PrincipalArn",
                Argument.Quoted(user),
                .. @namespace is null ? [] : (Argument[])["-Namespace", Argument.Label(@namespace)],
                .. context is null ? [] : Argument.Parameter("-Context", context),
            ])?.PowerShell ?? $"revoke it with Revoke-EksConnectorImpersonation; no command is shown, because {NoCommandReason}";
    }

    private string Delete(RbacGrant grant) =>
        OfBinding("delete", grant) ?? $"delete the {BindingKind(grant)}; no command is shown, because {NoCommandReason}";

    private string RemoveName(RbacGrant grant, PolicyRule rule)
    {
        int ruleIndex = grant.Role.Rules.OrEmpty().ToList().IndexOf(rule);
        List<string> names = [.. rule.ResourceNames.OrEmpty()];
        int nameIndex = names.IndexOf(user);

        // A rule without names allows every name, so the whole rule is removed with its last name.
        string target = names.Count == 1 ? $"/rules/{ruleIndex}" : $"/rules/{ruleIndex}/resourceNames/{nameIndex}";
        return Kubectl("patch", "clusterrole", Argument.RbacName(grant.Role.Metadata?.Name), null, Removal($"/rules/{ruleIndex}/resourceNames/{nameIndex}", target))
            ?? $"remove the user from the ClusterRole; no command is shown, because {NoCommandReason}";
    }

    private string RemoveSubject(RbacGrant grant)
    {
        int index = grant.Binding.Subjects.OrEmpty().ToList().FindIndex(subject => subject.Kind == "User" && subject.Name == user);
        return OfBinding("patch", grant, Removal($"/subjects/{index}/name", $"/subjects/{index}"))
            ?? $"remove the user from the {BindingKind(grant)}; no command is shown, because {NoCommandReason}";
    }

    // The index may have changed since the read; the test operation rejects the patch if it refers to another user.
    private Argument[] Removal(string tested, string removed) =>
    [
        "--type=json",
        "-p",
        CommandJson.Text(new JsonArray(CommandJson.Operation("test", tested, user), CommandJson.Operation("remove", removed))),
    ];

    private string? OfBinding(string verb, RbacGrant grant, params Argument[] more) =>
        Kubectl(verb, grant.Namespace is null ? "clusterrolebinding" : "rolebinding", Argument.RbacName(grant.Binding.Metadata?.Name), grant.Namespace, more);

    private string? Kubectl(string verb, string type, Argument name, string? @namespace, Argument[] more) => FixCommand.Of(
        "kubectl",
        [
            verb,
            type,
            name,
            .. @namespace is null ? [] : (Argument[])["--namespace", Argument.Label(@namespace)],
            .. context is null ? [] : Argument.Option("--context", context),
            .. more,
        ])?.Common;

    private Argument Version(ObjectOwner owner) => Argument.ChartVersion(
        owner.HelmChart?.StartsWith(Chart + "-", StringComparison.Ordinal) == true
            ? owner.HelmChart[(Chart.Length + 1)..]
            : ImageVersion.Of(Images(), ImageVersion.Connector));

    private static string Release(ObjectOwner owner) =>
        Argument.HelmRelease(owner.HelmRelease).IsAllowed && Argument.Label(owner.HelmNamespace ?? ConnectorNames.Namespace).IsAllowed ? $"the {owner.Text}" : "the Helm release";

    private static string BindingKind(RbacGrant grant) => grant.Namespace is null ? "ClusterRoleBinding" : "RoleBinding";

    private IEnumerable<string> Images()
    {
        PodSpec? template = connector?.Spec?.Template?.Spec;
        return (template?.InitContainers).OrEmpty().Concat((template?.Containers).OrEmpty()).Select(container => container.Image).OfType<string>();
    }
}
