using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes.Models;
using static EksConnector.Tests.Impersonation.Roles;

namespace EksConnector.Tests.Impersonation;

public sealed class RemovalCommandTests
{
    private const string Chart = "helm upgrade my-release oci://public.ecr.aws/eks-connector/eks-connector-chart --namespace eks-connector";
    private static readonly Dictionary<string, string> s_chartLabel = new() { ["helm.sh/chart"] = "eks-connector-chart-0.0.11" };

    private static readonly StatefulSet s_connector = new(null, new StatefulSetSpec(Template: new PodTemplate(
        null, new PodSpec(Containers: [new Container("connector-proxy", "public.ecr.aws/eks-connector/eks-connector:0.0.9")]))));

    [Fact]
    public void For_Helm_the_command_has_the_remaining_list_release_namespace_and_version() =>
        OfImpersonation(Role("eks-connector-service", Impersonate(Reader, Admin, "arn:aws:iam::111122223333:role/a,b=c")).Of(Helm, s_chartLabel))
            .ShouldBe($"{Chart} --version 0.0.11 --kube-context prod-eu --reuse-values --set 'authentication.allowedUserARNs={{{Reader},arn:aws:iam::111122223333:role/a\\,b=c}}'");

    [Fact]
    public void Without_a_label_the_chart_version_comes_from_the_image() =>
        OfImpersonation(Role("eks-connector-service", Impersonate(Reader, Admin)).Of(Helm)).ShouldContain(" --version 0.0.9 ");

    [Fact]
    public void Says_that_the_chart_version_is_unknown() =>
        OfImpersonation(Role("eks-connector-service", Impersonate(Reader, Admin)).Of(Helm), isVersionKnown: false).ShouldEndWith(
            $" --reuse-values --set 'authentication.allowedUserARNs={{{Reader}}}' (the version of the release's chart cannot be determined, so the command installs the newest version; add --version to keep the current one)");

    [Fact]
    public void Removing_the_last_ARN_does_not_leave_an_empty_list() =>
        OfImpersonation(Role("eks-connector-service", Impersonate(Admin)).Of(Helm))
            .ShouldEndWith("--set 'authentication.allowedUserARNs={arn:aws:iam::000000000000:role/nobody}' (an empty list would let the connector impersonate any user, so the command uses a role that does not exist)");

    [Fact]
    public void Explains_that_the_command_restricts_an_unrestricted_chart() =>
        OfImpersonation(Role("eks-connector-service", Impersonate()).Of(Helm)).ShouldContain("this command reduces it to a role that does not exist");

    [Theory]
    [InlineData("jane")]
    [InlineData("arn:aws:iam::111122223333:role/x'; rm -rf /")]
    public void A_name_that_is_not_an_ARN_is_never_part_of_a_command(string name)
    {
        string text = OfImpersonation(Role("eks-connector-service", Impersonate(Admin, name)).Of(Helm));
        text.ShouldContain("no command is shown");
        text.ShouldNotContain(name);
    }

    [Fact]
    public void Does_not_guess_the_values_of_another_chart() =>
        OfImpersonation(Role("platform-rbac", Impersonate(Admin)).Of(Helm)).ShouldStartWith("change the values of the Helm release my-release");

    [Fact]
    public void Removes_the_name_from_a_manifest_role_and_the_rule_with_its_last_name()
    {
        OfImpersonation(Role("eks-connector-service", List("pods"), Impersonate(Reader, Admin))).ShouldBe(
            $$"""kubectl patch clusterrole eks-connector-service --context prod-eu --type=json -p '[{"op":"test","path":"/rules/1/resourceNames/1","value":"{{Admin}}"},{"op":"remove","path":"/rules/1/resourceNames/1"}]'""");
        OfImpersonation(Role("eks-connector-service", Impersonate(Admin))).ShouldEndWith("""{"op":"remove","path":"/rules/0"}]'""");
    }

    [Fact]
    public void Unbinds_a_custom_unrestricted_role_after_granting_the_others() =>
        OfImpersonation(Role("all", Impersonate())).ShouldBe("it lets the connector impersonate any user. Grant access to the principals that need it with Grant-EksConnectorImpersonation, then: kubectl delete clusterrolebinding b --context prod-eu");

    [Fact]
    public void Revokes_a_grant_of_the_module() =>
        OfImpersonation(Role("eksconnector-impersonate-1", Impersonate(Admin)).Of([], new() { ["app.kubernetes.io/managed-by"] = "EksConnector" }))
            .ShouldBe($"Revoke-EksConnectorImpersonation -PrincipalArn '{Admin}' -Context prod-eu");

    [Fact]
    public void Removes_a_read_binding_or_the_user_from_it()
    {
        OfReading(Binding("r", "view", User(Admin))).ShouldBe("kubectl delete clusterrolebinding r --context prod-eu");
        OfReading(Binding("r", "view", User(Admin)).In("shop")).ShouldBe("kubectl delete rolebinding r --namespace shop --context prod-eu");
        OfReading(Binding("r", "view", User(Reader), User(Admin))).ShouldBe(
            $$"""kubectl patch clusterrolebinding r --context prod-eu --type=json -p '[{"op":"test","path":"/subjects/1/name","value":"{{Admin}}"},{"op":"remove","path":"/subjects/1"}]'""");
        OfReading(Binding("r", "view", Group("system:authenticated"))).ShouldContain("it applies to all users");
        OfReading(Binding("eks-connector-view", "view", User(Reader), User(Admin)).Of(Helm)).ShouldContain($"allowedUserARNs={{{Reader}}}");
        OfReading(Binding("$(reboot)", "view", User(Admin))).ShouldStartWith("delete the ClusterRoleBinding; no command is shown, because a name");
    }

    private static string OfImpersonation(RbacRole role, bool isVersionKnown = true) =>
        new RemovalCommand("prod-eu", Admin, isVersionKnown ? s_connector : null).OfImpersonation(Cluster(role, Binding("b", role.Metadata!.Name!, Account())).GrantsOf(RbacIdentity.Of(Connector)).Single());

    private static string OfReading(RbacBinding binding) =>
        new RemovalCommand("prod-eu", Admin, s_connector).OfReading(Cluster(Role("view", List("pods")), binding).GrantsOf(RbacIdentity.Impersonated(Admin)).Single());
}
