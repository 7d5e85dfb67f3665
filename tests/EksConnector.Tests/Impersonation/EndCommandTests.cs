using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes.Models;
using static EksConnector.Tests.Impersonation.Roles;

namespace EksConnector.Tests.Impersonation;

public sealed class EndCommandTests
{
    private const string Chart = "helm upgrade my-release oci://public.ecr.aws/eks-connector/eks-connector-chart --namespace eks-connector";
    private static readonly Dictionary<string, string> s_chartLabel = new() { ["helm.sh/chart"] = "eks-connector-chart-0.0.11" };

    private static readonly StatefulSet s_connector = new(null, new StatefulSetSpec(Template: new PodTemplate(
        null, new PodSpec(Containers: [new Container("connector-proxy", "public.ecr.aws/eks-connector/eks-connector:0.0.9")]))));

    [Fact]
    public void For_helm_it_has_the_whole_remaining_list_release_namespace_and_version() =>
        OfImpersonation(Role("eks-connector-service", Impersonate(Reader, Admin, "arn:aws:iam::111122223333:role/a,b=c")).Of(Helm, s_chartLabel))
            .ShouldBe($"{Chart} --version 0.0.11 --kube-context prod-eu --reuse-values --set 'authentication.allowedUserARNs={{{Reader},arn:aws:iam::111122223333:role/a\\,b=c}}'");

    [Fact]
    public void Without_a_label_the_connectors_image_tells_the_charts_version() =>
        OfImpersonation(Role("eks-connector-service", Impersonate(Reader, Admin)).Of(Helm)).ShouldContain(" --version 0.0.9 ");

    [Fact]
    public void The_last_one_does_not_leave_an_empty_list_which_would_mean_anybody() =>
        OfImpersonation(Role("eks-connector-service", Impersonate(Admin)).Of(Helm))
            .ShouldEndWith("--set 'authentication.allowedUserARNs={arn:aws:iam::000000000000:role/nobody}' (an empty list would let the connector impersonate any user, so the command uses a role that does not exist)");

    [Fact]
    public void Where_the_chart_is_unrestricted_a_word_says_that_the_list_narrows() =>
        OfImpersonation(Role("eks-connector-service", Impersonate()).Of(Helm)).ShouldContain("this command reduces it to a role that does not exist");

    [Theory]
    [InlineData("jane")]
    [InlineData("arn:aws:iam::111122223333:role/x'; rm -rf /")]
    public void A_name_that_is_no_arn_never_becomes_a_part_of_a_command(string name)
    {
        string text = OfImpersonation(Role("eks-connector-service", Impersonate(Admin, name)).Of(Helm));
        text.ShouldContain("no command is shown");
        text.ShouldNotContain(name);
    }

    [Fact]
    public void Another_charts_values_are_not_guessed() =>
        OfImpersonation(Role("platform-rbac", Impersonate(Admin)).Of(Helm)).ShouldStartWith("change the values of the Helm release my-release");

    [Fact]
    public void A_template_loses_the_name_and_with_its_last_name_the_rule()
    {
        OfImpersonation(Role("eks-connector-service", List("pods"), Impersonate(Reader, Admin))).ShouldBe(
            $$"""kubectl patch clusterrole eks-connector-service --context prod-eu --type=json -p '[{"op":"test","path":"/rules/1/resourceNames/1","value":"{{Admin}}"},{"op":"remove","path":"/rules/1/resourceNames/1"}]'""");
        OfImpersonation(Role("eks-connector-service", Impersonate(Admin))).ShouldEndWith("""{"op":"remove","path":"/rules/0"}]'""");
    }

    [Fact]
    public void An_unrestricted_role_of_a_persons_is_unbound_after_the_others_are_granted() =>
        OfImpersonation(Role("all", Impersonate())).ShouldBe("it lets the connector impersonate any user. Grant access to the principals that need it with Grant-EksConnectorImpersonation, then: kubectl delete clusterrolebinding b --context prod-eu");

    [Fact]
    public void The_modules_own_is_revoked() =>
        OfImpersonation(Role("eksconnector-impersonate-1", Impersonate(Admin)).Of([], new() { ["app.kubernetes.io/managed-by"] = "EksConnector" }))
            .ShouldBe($"Revoke-EksConnectorImpersonation -PrincipalArn '{Admin}' -Context prod-eu");

    [Fact]
    public void A_binding_to_read_goes_or_loses_the_user()
    {
        OfReading(Binding("r", "view", User(Admin))).ShouldBe("kubectl delete clusterrolebinding r --context prod-eu");
        OfReading(Binding("r", "view", User(Admin)).In("shop")).ShouldBe("kubectl delete rolebinding r --namespace shop --context prod-eu");
        OfReading(Binding("r", "view", User(Reader), User(Admin))).ShouldBe(
            $$"""kubectl patch clusterrolebinding r --context prod-eu --type=json -p '[{"op":"test","path":"/subjects/1/name","value":"{{Admin}}"},{"op":"remove","path":"/subjects/1"}]'""");
        OfReading(Binding("r", "view", Group("system:authenticated"))).ShouldContain("it applies to all users");
        OfReading(Binding("eks-connector-view", "view", User(Reader), User(Admin)).Of(Helm)).ShouldContain($"allowedUserARNs={{{Reader}}}");
        OfReading(Binding("$(reboot)", "view", User(Admin))).ShouldStartWith("delete the ClusterRoleBinding; no command is shown, because a name");
    }

    private static string OfImpersonation(RbacRole role) =>
        new EndCommand("prod-eu", Admin, s_connector).OfImpersonation(Cluster(role, Binding("b", role.Metadata!.Name!, Account())).GrantsOf(RbacIdentity.Of(Connector)).Single());

    private static string OfReading(RbacBinding binding) =>
        new EndCommand("prod-eu", Admin, s_connector).OfReading(Cluster(Role("view", List("pods")), binding).GrantsOf(RbacIdentity.Impersonated(Admin)).Single());
}
