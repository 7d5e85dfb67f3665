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
    public void The_charts_default_is_unrestricted() => Rows(Cluster(
        Role("eks-connector-service", Impersonate()).Of(Helm), Binding("eks-connector-service", "eks-connector-service", Account()).Of(Helm)))
        .ShouldBe("* yes None [Unrestricted] Helm release my-release (namespace eks-connector)");

    [Fact]
    public void A_rule_of_stars_is_unrestricted_as_well() => Rows(Cluster(
        Role("cluster-admin", new PolicyRule(["*"], ["*"], ["*"])), Binding("b", "cluster-admin", Account())))
        .ShouldBe("* yes None [Unrestricted, Wildcard] unknown");

    [Fact]
    public void A_star_in_a_name_is_no_wildcard_to_rbac() => Rows(Cluster(
        Role("i", Impersonate("arn:aws:iam::111122223333:role/*", "*")), Binding("i", "i", Account())))
        .ShouldBe("'*' yes None [Wildcard, ReadsNothing] unknown\narn:aws:iam::111122223333:role/* yes None [Wildcard, ReadsNothing] unknown");

    [Fact]
    public void Who_may_be_impersonated_and_reads_nothing_stands_out() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account()))).ShouldBe($"{Admin} yes None [ReadsNothing] unknown");

    [Fact]
    public void A_session_stands_out_where_the_role_was_meant() => Rows(Cluster(
        Role("i", Impersonate("arn:aws:sts::111122223333:assumed-role/admin/me")), Binding("i", "i", Account())))
        .ShouldBe("arn:aws:sts::111122223333:assumed-role/admin/me yes None [ReadsNothing, SessionArn] unknown");

    [Fact]
    public void Who_reads_without_being_impersonated_stands_out_and_others_do_not_matter() => Rows(Cluster(
        s_console, Binding("r", "console", User(Reader), User("jane"), Group("ops")))).ShouldBe($"{Reader} no ConsoleAllNamespaces [NotImpersonated] ");

    [Fact]
    public void A_binding_to_another_namespaces_account_stands_out() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account("kube-addons")),
        s_console, Binding("r", "console", User(Admin))))
        .ShouldBe($"{Admin} no ConsoleAllNamespaces [NotImpersonated, WrongNamespace] unknown");

    [Fact]
    public void Another_connectors_binding_is_right() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account("kube-addons"))), "kube-addons", "eks-connector").ShouldBeEmpty();

    [Fact]
    public void A_binding_in_a_namespace_impersonates_nobody() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account()).In("eks-connector"))).ShouldBeEmpty();

    [Fact]
    public void The_service_account_can_be_meant_by_its_group() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Group("system:serviceaccounts:eks-connector")))).ShouldBe($"{Admin} yes None [ReadsNothing] unknown");

    [Fact]
    public void The_built_in_view_does_not_hold_nodes() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account()), s_view, Binding("v", "view", User(Admin)))).ShouldBe($"{Admin} yes Partial [] unknown");

    [Fact]
    public void Everybody_who_is_known_reads_what_that_group_reads() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account()), s_console, Binding("all", "console", Group("system:authenticated"))))
        .ShouldBe($"{Admin} yes ConsoleAllNamespaces [] unknown");

    [Fact]
    public void A_role_that_is_not_there_gives_nothing() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account()), Binding("v", "gone", User(Admin)))).ShouldBe($"{Admin} yes None [ReadsNothing] unknown");

    [Fact]
    public void A_rule_with_names_lets_list_nothing() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account()),
        Role("one", new PolicyRule(["list"], [""], ["pods"], ["a"])), Binding("v", "one", User(Admin)))).ShouldBe($"{Admin} yes None [ReadsNothing] unknown");

    [Fact]
    public void Namespaces_add_to_what_is_for_the_whole_cluster() => Rows(Cluster(
        Role("i", Impersonate(Admin)), Binding("i", "i", Account()),
        s_console, Role("nodes", List("nodes", "namespaces")), Binding("n", "nodes", User(Admin)), Binding("r", "console", User(Admin)).In("shop")))
        .ShouldBe($"{Admin} yes ConsoleNamespace [] unknown");
}
