using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>Checks whether the connector's Role and RoleBinding permit it to store its state.</summary>
internal static class RoleRules
{
    /// <summary>Checks the Role and the RoleBinding.</summary>
    /// <param name="role">The Role; null if it does not exist.</param>
    /// <param name="binding">The RoleBinding; null if it does not exist.</param>
    /// <param name="podNamespace">The namespace of the Pods and their service account.</param>
    /// <param name="secrets">The names of the state Secrets.</param>
    public static RoleState Evaluate(RbacRole? role, RbacBinding? binding, string podNamespace, IReadOnlyList<string> secrets)
    {
        if (role is null)
        {
            return new RoleState($"the Role '{ConnectorNames.StateRole}' does not exist", IsBindingMissing: binding is null) { IsRoleMissing = true };
        }

        if (MissingVerb(role, secrets) is var (missing, secret))
        {
            return new RoleState($"the Role '{ConnectorNames.StateRole}' does not permit it to {missing}") { MissingSecret = secret };
        }

        if (binding is null)
        {
            return new RoleState($"the RoleBinding '{ConnectorNames.StateRole}' does not exist", IsBindingMissing: true);
        }

        if (binding.RoleRef is not { Kind: "Role", Name: ConnectorNames.StateRole })
        {
            return new RoleState($"the RoleBinding '{ConnectorNames.StateRole}' refers to another role") { IsOtherRoleBound = true };
        }

        return binding.Subjects.OrEmpty().Any(subject => IsAccount(subject, podNamespace))
            ? new RoleState(Fault: null)
            : new RoleState($"the RoleBinding '{ConnectorNames.StateRole}' does not name the service account '{ConnectorNames.ServiceAccount}' of namespace '{podNamespace}'");
    }

    private static bool IsAccount(RbacSubject subject, string podNamespace) => subject.Kind switch
    {
        "ServiceAccount" => subject.Name == ConnectorNames.ServiceAccount && subject.Namespace == podNamespace,
        "User" => subject.Name == $"system:serviceaccount:{podNamespace}:{ConnectorNames.ServiceAccount}",
        "Group" => subject.Name is "system:authenticated" or "system:serviceaccounts" || subject.Name == $"system:serviceaccounts:{podNamespace}",
        _ => false,
    };

    private static (string Text, string? Secret)? MissingVerb(RbacRole role, IReadOnlyList<string> secrets)
    {
        if (!Allows(role, "create", name: null))
        {
            return ("create Secrets", null);
        }

        foreach (string secret in secrets)
        {
            foreach (string verb in (string[])["get", "update"])
            {
                if (!Allows(role, verb, secret))
                {
                    return ($"{verb} the Secret '{secret}'", secret);
                }
            }
        }

        return null;
    }

    private static bool Allows(RbacRole role, string verb, string? name) => role.Rules.OrEmpty().Any(rule =>
        Has(rule.Verbs, verb)
        && Has(rule.Resources, "secrets")
        && Has(rule.ApiGroups, string.Empty)
        && (rule.ResourceNames.OrEmpty().Count == 0 || (name is not null && rule.ResourceNames.OrEmpty().Contains(name))));

    private static bool Has(IReadOnlyList<string>? list, string word) => list.OrEmpty().Contains(word) || list.OrEmpty().Contains("*");
}
