using System.Text.RegularExpressions;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Status;

namespace EksConnector.Core.Impersonation;

/// <summary>
/// Says how a grant that is not the module's is ended: the command, where one can be given safely, and a word of warning where
/// it does more than that. What comes from the cluster is put into a command only where it is a plain word.
/// </summary>
/// <param name="context">The kubeconfig context; null where the cluster has none.</param>
/// <param name="user">The user.</param>
/// <param name="connector">The connector's StatefulSet, whose image tells the chart's version; null where it is not known.</param>
internal sealed partial class EndCommand(string? context, string user, StatefulSet? connector)
{
    private const string Chart = "eks-connector-chart";

    // To the chart an empty list means anybody, so the last one is replaced by nobody.
    private const string Nobody = "arn:aws:iam::000000000000:role/nobody";

    /// <summary>How a grant to impersonate the user is ended.</summary>
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
            return $"it lets the connector impersonate anybody. Grant those who need it with Grant-EksConnectorImpersonation, then: {Delete(grant)}";
        }

        return owner.IsKubernetes ? Delete(grant) : RemoveName(grant, rules[0]);
    }

    /// <summary>How a grant to read is ended.</summary>
    public string OfReading(RbacGrant grant)
    {
        ObjectOwner owner = ObjectOwner.Of(grant.Binding.Metadata);
        if (owner.IsModule)
        {
            return Module(grant);
        }

        if (grant.SubjectKind == "Group")
        {
            return "it is for everybody whom the API server knows, and not for this user alone; look whether that is meant";
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
            return $"change the values of the {owner.Text}, which is not the connector's chart";
        }

        string[] remaining = [.. users.Distinct(StringComparer.Ordinal).Where(other => other != user)];
        if (!IsWord(owner.HelmRelease) || !IsWord(owner.HelmNamespace) || !Array.TrueForAll(remaining, other => PrincipalArn.TryParse(other) is not null))
        {
            return $"set authentication.allowedUserARNs of the {owner.Text} to the ARNs that remain; no command is given, because a name among them is not an ARN";
        }

        string version = owner.HelmChart?.StartsWith(Chart + "-", StringComparison.Ordinal) == true
            ? owner.HelmChart[(Chart.Length + 1)..]
            : ImageVersion.Of(Images(), ImageVersion.Connector) ?? string.Empty;
        string list = string.Join(',', (remaining.Length == 0 ? [Nobody] : remaining).Select(other => other.Replace(",", "\\,", StringComparison.Ordinal)));
        string command = $"helm upgrade {owner.HelmRelease} oci://public.ecr.aws/eks-connector/{Chart} --namespace {owner.HelmNamespace}"
            + (IsWord(version) ? $" --version {version}" : string.Empty)
            + (IsWord(context) ? $" --kube-context {context}" : string.Empty)
            + $" --reuse-values --set 'authentication.allowedUserARNs={{{list}}}'";
        string word = (isUnrestricted, remaining.Length) switch
        {
            (true, _) => " (the chart's list is empty now, which lets the connector impersonate anybody; this narrows it to a role that nobody has, so grant those who need it with Grant-EksConnectorImpersonation first)",
            (_, 0) => " (an empty list would let the connector impersonate anybody, hence a role that nobody has)",
            _ => string.Empty,
        };
        return command + word;
    }

    private string Module(RbacGrant grant)
    {
        string? @namespace = grant.Binding.Metadata?.Labels?.GetValueOrDefault(ImpersonationNames.ConnectorLabel);
        return $"Revoke-EksConnectorImpersonation -PrincipalArn '{user}'"
            + (IsWord(@namespace) ? $" -Namespace {@namespace}" : string.Empty)
            + (IsWord(context) ? $" -Context {context}" : string.Empty);
    }

    private string Delete(RbacGrant grant) =>
        Kubectl("delete", grant) ?? $"delete {grant.BindingId}";

    private string RemoveName(RbacGrant grant, PolicyRule rule)
    {
        string? name = grant.Role.Metadata?.Name;
        if (!IsWord(name))
        {
            return $"take the user out of {grant.RoleId}";
        }

        int ruleIndex = grant.Role.Rules.OrEmpty().ToList().IndexOf(rule);
        List<string> names = [.. rule.ResourceNames.OrEmpty()];
        int nameIndex = names.IndexOf(user);

        // Without its last name the rule would allow every name: the rule itself goes.
        string target = names.Count == 1 ? $"/rules/{ruleIndex}" : $"/rules/{ruleIndex}/resourceNames/{nameIndex}";
        string patch = $"[{{\"op\":\"test\",\"path\":\"/rules/{ruleIndex}/resourceNames/{nameIndex}\",\"value\":\"{user}\"}},{{\"op\":\"remove\",\"path\":\"{target}\"}}]";
        return $"kubectl patch clusterrole {name}{ContextOption()} --type=json -p '{patch}'";
    }

    private string RemoveSubject(RbacGrant grant)
    {
        int index = grant.Binding.Subjects.OrEmpty().ToList().FindIndex(subject => subject.Kind == "User" && subject.Name == user);
        string patch = $"[{{\"op\":\"test\",\"path\":\"/subjects/{index}/name\",\"value\":\"{user}\"}},{{\"op\":\"remove\",\"path\":\"/subjects/{index}\"}}]";
        return Kubectl("patch", grant) is { } command
            ? $"{command} --type=json -p '{patch}'"
            : $"take the user out of {grant.BindingId}";
    }

    private string? Kubectl(string verb, RbacGrant grant)
    {
        string? name = grant.Binding.Metadata?.Name;
        if (!IsWord(name) || (grant.Namespace is not null && !IsWord(grant.Namespace)))
        {
            return null;
        }

        return grant.Namespace is null
            ? $"kubectl {verb} clusterrolebinding {name}{ContextOption()}"
            : $"kubectl {verb} rolebinding {name} --namespace {grant.Namespace}{ContextOption()}";
    }

    private string ContextOption() => IsWord(context) ? $" --context {context}" : string.Empty;

    private IEnumerable<string> Images()
    {
        PodSpec? template = connector?.Spec?.Template?.Spec;
        return (template?.InitContainers).OrEmpty().Concat((template?.Containers).OrEmpty()).Select(container => container.Image).OfType<string>();
    }

    private static bool IsWord(string? text) => text is not null && PlainWord().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._:/@+-]*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PlainWord();
}
