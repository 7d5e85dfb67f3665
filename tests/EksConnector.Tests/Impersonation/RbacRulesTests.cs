using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes.Models;
using static EksConnector.Tests.Impersonation.Roles;

namespace EksConnector.Tests.Impersonation;

/// <summary>What RBAC grants: a wrong answer shows a permission that does not exist, or hides one.</summary>
public sealed class RbacRulesTests
{
    private static readonly PolicyRule s_nodes = new(["list"], [""], ["nodes", "namespaces"]);

    [Theory]
    [InlineData("impersonate", "", "users", true)]
    [InlineData("*", "*", "*", true)]
    [InlineData("get", "", "users", false)]
    [InlineData("impersonate", "apps", "users", false)]
    [InlineData("impersonate", "", "groups", false)]
    public void Impersonation_needs_the_verb_the_group_and_the_resource(string verb, string group, string resource, bool isGranted) =>
        RbacRules.Impersonates(new PolicyRule([verb], [group], [resource])).ShouldBe(isGranted);

    [Theory]
    [InlineData("*", "users", true)]
    [InlineData("impersonate", "*", true)]
    [InlineData("impersonate", "users", false)]
    public void A_wildcard_is_in_the_verbs_or_the_resources(string verb, string resource, bool isWildcard) =>
        RbacRules.HasWildcard(new PolicyRule([verb], [""], [resource])).ShouldBe(isWildcard);

    [Fact]
    public void A_rule_with_names_covers_these_users_only()
    {
        RbacRules.Impersonates(Impersonate(Reader), Reader).ShouldBeTrue();
        RbacRules.Impersonates(Impersonate(Reader), Admin).ShouldBeFalse();
        RbacRules.Impersonates(Impersonate(), Admin).ShouldBeTrue();
    }

    [Fact]
    public void A_RoleBinding_to_a_Role_does_not_use_the_ClusterRole_of_that_name()
    {
        RbacBinding binding = Binding("b", "view", User(Reader)).In("team") with { RoleRef = new RoleReference("Role", "view") };
        var rules = new RbacRules(new RbacSnapshot
        {
            ClusterRoles = [Role("view", s_nodes)],
            Roles = [new RbacRole(new ObjectMeta("view") { Namespace = "other" }, [List("pods")])],
            RoleBindings = [binding],
        });
        rules.GrantsOf(RbacIdentity.Impersonated(Reader)).ShouldBeEmpty();
    }

    [Fact]
    public void A_service_account_without_a_namespace_is_in_that_of_the_binding()
    {
        RbacBinding binding = Binding("b", "r", new RbacSubject("ServiceAccount", "eks-connector")).In("eks-connector");
        RbacRules rules = Cluster(Role("r", Impersonate(Reader)), binding);
        rules.GrantsOf(RbacIdentity.Of(Connector)).ShouldHaveSingleItem().Namespace.ShouldBe("eks-connector");
        rules.ClusterGrants().ShouldBeEmpty();
    }

    [Fact]
    public void Users_are_not_groups() =>
        Cluster(Role("r", List("pods")), Binding("b", "r", User(Reader), Group("team"))).Users().ShouldBe([Reader]);

    [Fact]
    public void A_RoleBinding_grants_no_resources_of_the_cluster()
    {
        ReadAccess access = Read(Role("nodes", s_nodes), Binding("b", "nodes", User(Reader)).In("team"));
        (access.Any, access.Access).ShouldBe((false, ImpersonationWords.NoAccess));
    }

    [Fact]
    public void Access_to_some_namespaces_includes_the_resources_of_the_cluster()
    {
        RbacRole namespaced = Role("all", List([.. ConsoleResource.All.Where(resource => resource.IsNamespaced).Select(resource => resource.Name)]));
        RbacBinding binding = Binding("b", "all", User(Reader)).In("team");

        Read(namespaced, binding).Access.ShouldBe(ImpersonationWords.PartialAccess);
        ReadAccess access = Read(namespaced, binding, Role("nodes", s_nodes), Binding("n", "nodes", User(Reader)));
        (access.Access, string.Join(' ', access.Namespaces), string.Join(' ', access.Everywhere)).ShouldBe((ImpersonationWords.SomeNamespaces, "team", "nodes namespaces"));
    }

    [Fact]
    public void Grants_of_one_namespace_and_of_the_cluster_add_up()
    {
        string[] namespaced = [.. ConsoleResource.All.Where(resource => resource.IsNamespaced).Select(resource => resource.Name)];
        RbacRole cluster = Role("cluster", s_nodes, List(namespaced[0]));
        RbacBinding everywhere = Binding("c", "cluster", User(Reader));

        Read(cluster, everywhere, Role("one", List(namespaced[1..3])), Role("two", List(namespaced[3..])), Binding("1", "one", User(Reader)).In("team"), Binding("2", "two", User(Reader)).In("team"))
            .Access.ShouldBe(ImpersonationWords.SomeNamespaces);

        // A namespace in which nothing more is readable than everywhere is not named.
        Read(cluster, everywhere, Role("one", List(namespaced[0])), Binding("1", "one", User(Reader)).In("team")).Namespaces.ShouldBeEmpty();
    }

    private static ReadAccess Read(params IKubernetesObject[] objects) => ReadAccess.Of(Cluster(objects), Reader);
}
