using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Impersonation;

/// <summary>The objects of the module that were read from a cluster.</summary>
internal sealed class ModuleObjects
{
    private readonly Dictionary<string, RbacRole> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RbacBinding> _clusterBindings = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Namespace, string Name), RbacBinding> _bindings = [];
    private readonly ILookup<string, (RbacKind Kind, ObjectMeta Metadata, RbacBinding? Binding)> _ofPrincipal;

    public ModuleObjects(IEnumerable<RbacRole> clusterRoles, IEnumerable<RbacBinding> clusterRoleBindings, IEnumerable<RbacBinding> roleBindings)
    {
        var all = new List<(RbacKind Kind, ObjectMeta Metadata, RbacBinding? Binding)>();
        foreach (RbacRole role in clusterRoles)
        {
            if (role.Metadata is { Name: { } name } metadata)
            {
                _roles[name] = role;
                all.Add((RbacKind.ClusterRole, metadata, null));
            }
        }

        foreach (RbacBinding binding in clusterRoleBindings)
        {
            if (binding.Metadata is { Name: { } name } metadata)
            {
                _clusterBindings[name] = binding;
                all.Add((RbacKind.ClusterRoleBinding, metadata, binding));
            }
        }

        foreach (RbacBinding binding in roleBindings)
        {
            if (binding.Metadata is { Name: { } name, Namespace: { } @namespace } metadata)
            {
                _bindings[(@namespace, name)] = binding;
                all.Add((RbacKind.RoleBinding, metadata, binding));
            }
        }

        _ofPrincipal = all.ToLookup(
            item => item.Metadata.Labels?.GetValueOrDefault(ImpersonationNames.PrincipalLabel) ?? string.Empty, StringComparer.Ordinal);
    }

    public RbacBinding? ClusterRoleBinding(string name) => _clusterBindings.GetValueOrDefault(name);

    /// <summary>Returns all objects for one principal.</summary>
    public IEnumerable<(RbacKind Kind, ObjectMeta Metadata, RbacBinding? Binding)> OfPrincipal(string user) =>
        _ofPrincipal[ImpersonationNames.Hash(user)];

    /// <summary>Returns the change that creates or updates an object; null if no change is needed.</summary>
    public RbacChange? ChangeTo(RbacObject wanted, string difference)
    {
        ObjectMeta? there;
        bool isUpToDate;
        if (wanted.IsBinding)
        {
            RbacBinding? binding = wanted.Namespace is { } @namespace
                ? _bindings.GetValueOrDefault((@namespace, wanted.Name))
                : _clusterBindings.GetValueOrDefault(wanted.Name);
            there = binding?.Metadata;
            isUpToDate = binding is not null && wanted.Matches(binding);
        }
        else
        {
            RbacRole? role = _roles.GetValueOrDefault(wanted.Name);
            there = role?.Metadata;
            isUpToDate = role is not null && wanted.Matches(role);
        }

        if (isUpToDate)
        {
            return null;
        }

        return there is null
            ? new RbacChange(ChangeVerb.Create, wanted, difference)
            : new RbacChange(ChangeVerb.Update, wanted, $"{difference} (changed outside this module)")
            {
                Uid = there.Uid ?? string.Empty,
                ResourceVersion = there.ResourceVersion,
            };
    }
}
