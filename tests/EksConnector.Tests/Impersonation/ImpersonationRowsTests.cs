using EksConnector.Core.Kubernetes.Models;
using static EksConnector.Tests.Impersonation.Roles;

namespace EksConnector.Tests.Impersonation;

public sealed class ImpersonationRowsTests
{
    private static readonly RbacRole s_console = Role("console", List("nodes", "namespaces", "pods", "events", "deployments", "daemonsets", "statefulsets", "replicasets", "jobs"));
    private static readonly RbacRole s_view = Role("view", List("namespaces", "pods", "events", "deployments", "daemonsets", "statefulsets", "replicasets", "jobs"));

    [Fact]
    public void A_healthy_grant_has_no_flags() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account()),
        s_console, Binding("r", "console", User(Admin)))).ShouldBe($"{Admin} yes ConsoleAllNamespaces [] unknown");

    [Fact]
    public void The_default_of_the_chart_is_unrestricted() => Rows(Cluster(
        Role("eks-connector-service", Impersonate()).Of(Helm), Binding("eks-connector-service", "eks-connector-service", Account()).Of(Helm)))
        .ShouldBe("* yes None [Unrestricted] Helm release my-release (namespace eks-connector)");

    [Fact]
    public void A_rule_of_wildcards_is_unrestricted() => Rows(Cluster(
        Role("cluster-admin", new PolicyRule(["*"], ["*"], ["*"])), Binding("b", "cluster-admin", Account())))
        .ShouldBe("* yes None [Unrestricted, Wildcard] unknown");

    [Fact]
    public void An_asterisk_in_a_name_is_not_a_wildcard_in_RBAC() => Rows(Cluster(
        Role("i", Impersonate("arn:aws:iam::111122223333:role/*", "*")), Binding("i", "i", Account())))
        .ShouldBe("'*' yes None [Wildcard, ReadsNothing] unknown\narn:aws:iam::111122223333:role/* yes None [Wildcard, ReadsNothing] unknown");

    [Fact]
    public void Flags_a_principal_that_can_be_impersonated_but_cannot_read() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account()))).ShouldBe($"{Admin} yes None [ReadsNothing] unknown");

    [Fact]
    public void Flags_a_session_ARN_used_in_place_of_the_role() => Rows(Cluster(
        Role("i", Impersonate("arn:aws:sts::111122223333:assumed-role/admin/me")), Binding("i", "i", Account())))
        .ShouldBe("arn:aws:sts::111122223333:assumed-role/admin/me yes None [ReadsNothing, SessionArn] unknown");

    [Fact]
    public void Flags_a_principal_that_can_read_but_not_be_impersonated() => Rows(Cluster(
        s_console, Binding("r", "console", User(Reader), User("jane"), Group("ops")))).ShouldBe($"{Reader} no ConsoleAllNamespaces [NotImpersonated] ");

    [Fact]
    public void Flags_a_binding_to_a_service_account_in_another_namespace() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account("kube-addons")),
        s_console, Binding("r", "console", User(Admin))))
        .ShouldBe($"{Admin} no ConsoleAllNamespaces [NotImpersonated, WrongNamespace] unknown");

    [Fact]
    public void Accepts_the_binding_of_another_connector() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account("kube-addons"))), "kube-addons", "eks-connector").ShouldBeEmpty();

    [Fact]
    public void A_RoleBinding_grants_no_impersonation() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account()).In("eks-connector"))).ShouldBeEmpty();

    [Fact]
    public void A_group_can_include_the_service_account() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Group("system:serviceaccounts:eks-connector")))).ShouldBe($"{Admin} yes None [ReadsNothing] unknown");

    [Fact]
    public void The_built_in_view_does_not_hold_nodes() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account()), s_view, Binding("v", "view", User(Admin)))).ShouldBe($"{Admin} yes Partial [] unknown");

    [Fact]
    public void Authenticated_users_can_read_what_their_group_can_read() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account()), s_console, Binding("all", "console", Group("system:authenticated"))))
        .ShouldBe($"{Admin} yes ConsoleAllNamespaces [] unknown");

    [Fact]
    public void A_missing_role_grants_nothing() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account()), Binding("v", "gone", User(Admin)))).ShouldBe($"{Admin} yes None [ReadsNothing] unknown");

    [Fact]
    public void A_rule_with_resource_names_does_not_permit_list() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account()),
        Role("one", new PolicyRule(["list"], [""], ["pods"], ["a"])), Binding("v", "one", User(Admin)))).ShouldBe($"{Admin} yes None [ReadsNothing] unknown");

    [Fact]
    public void Permissions_in_namespaces_add_to_those_for_the_whole_cluster() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account()),
        s_console, Role("nodes", List("nodes", "namespaces")), Binding("n", "nodes", User(Admin)), Binding("r", "console", User(Admin)).In("shop")))
        .ShouldBe($"{Admin} yes ConsoleNamespace [] unknown");
}
