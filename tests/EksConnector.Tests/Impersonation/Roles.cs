using EksConnector.Core.Connector;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Tests.Impersonation;

/// <summary>Creates minimal roles and bindings for tests of the rules.</summary>
internal static class Roles
{
    public const string Admin = "arn:aws:iam::111122223333:role/admin";
    public const string Reader = "arn:aws:iam::111122223333:role/reader";

    public static readonly ConnectorAccount Connector = new("eks-connector", "eks-connector");

    public static readonly Dictionary<string, string> Helm = new()
    {
        ["meta.helm.sh/release-name"] = "my-release",
        ["meta.helm.sh/release-namespace"] = "eks-connector",
    };

    public static PolicyRule Impersonate(params string[] users) => new(["impersonate"], [""], ["users"], users);

    public static PolicyRule List(params string[] resources) => new(["get", "list"], ["", "apps", "batch"], resources);

    public static RbacRole Role(string name, params PolicyRule[] rules) => new(new ObjectMeta(name), rules);

    public static RbacSubject Account(string @namespace = "eks-connector") => new("ServiceAccount", "eks-connector", @namespace);

    public static RbacSubject User(string name) => new("User", name);

    public static RbacSubject Group(string name) => new("Group", name);

    public static RbacBinding Binding(string name, string role, params RbacSubject[] subjects) =>
        new(new ObjectMeta(name), new RoleReference("ClusterRole", role), subjects);

    public static RbacBinding In(this RbacBinding binding, string @namespace) =>
        binding with { Metadata = binding.Metadata! with { Namespace = @namespace } };

    public static RbacRole Of(this RbacRole role, Dictionary<string, string> annotations, Dictionary<string, string>? labels = null) =>
        role with { Metadata = role.Metadata! with { Annotations = annotations, Labels = labels } };

    public static RbacBinding Of(this RbacBinding binding, Dictionary<string, string> annotations, Dictionary<string, string>? labels = null) =>
        binding with { Metadata = binding.Metadata! with { Annotations = annotations, Labels = labels } };

    /// <summary>Creates a cluster with the objects.</summary>
    public static RbacRules Cluster(params IKubernetesObject[] objects) => new(new RbacSnapshot
    {
        ClusterRoles = [.. objects.OfType<RbacRole>()],
        ClusterRoleBindings = [.. objects.OfType<RbacBinding>().Where(binding => binding.Metadata!.Namespace is null)],
        RoleBindings = [.. objects.OfType<RbacBinding>().Where(binding => binding.Metadata!.Namespace is not null)],
    });

    public static string Rows(RbacRules rules, params string[] connectors) => string.Join('\n', ImpersonationRows.Of("c", Connector, connectors, rules).Select(row =>
        $"{row.PrincipalArn} {(row.CanImpersonate ? "yes" : "no")} {row.Access} [{row.Flags}] {row.GrantOwners}"));
}
