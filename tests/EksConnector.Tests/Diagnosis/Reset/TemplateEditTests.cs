using System.Text.Json.Nodes;
using EksConnector.Core.Diagnosis.Reset;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Tests.Diagnosis.Reset;

/// <summary>The changes to the Pod template, for all ways in which it can specify its activation.</summary>
public sealed class TemplateEditTests
{
    private const string Id = "0b7e2d11-93c4-4f0a-8f6e-5a1c2e3d4f50";
    private const string Region = "eu-west-1";
    private static readonly EnvVar s_code = new("EKS_ACTIVATION_CODE", ValueFrom: new EnvVarSource(new SecretKeySelector("a", "code")));

    [Fact]
    public void Replaces_the_variable_and_the_argument() => Changes(
        ["init", "--activation.id=$(EKS_ACTIVATION_ID)", "--activation.code=$(EKS_ACTIVATION_CODE)", "--agent.region=us-west-2"],
        [new EnvVar("POD_NAME"), new EnvVar("EKS_ACTIVATION_ID", new SecretText("old")), s_code]).ShouldBe(
        [$"add /env/1/value {Id}", $"replace /args/3 --agent.region={Region}"]);

    [Fact]
    public void Replaces_separate_arguments() => Changes(
        ["--activation.id", "old", "--activation.code", "$(EKS_ACTIVATION_CODE)", "--agent.region", "us-west-2"], [s_code]).ShouldBe(
        [$"replace /args/1 {Id}", $"replace /args/5 {Region}"]);

    [Fact]
    public void Adds_missing_settings() => Changes(["init"], null).ShouldBe(
    [
        $"add /args/- --activation.id={Id}",
        $"add /args/- --agent.region={Region}",
        """add /env [{"name":"EKS_ACTIVATION_CODE","valueFrom":{"secretKeyRef":{"name":"eks-connector-activation-config","key":"code"}}}]""",
        "add /args/- --activation.code=$(EKS_ACTIVATION_CODE)",
    ]);

    [Theory]
    [InlineData("--activation.code=PLANTED-CODE-in-clear-text")]
    [InlineData("--activation.code=%EKS_ACTIVATION_CODE%")]
    public void Moves_a_code_in_the_arguments_to_the_Secret(string argument)
    {
        string[] changes = Changes([$"--activation.id={Id}", argument, $"--agent.region={Region}"], []);
        changes.ShouldBe(
        [
            """add /env/- {"name":"EKS_ACTIVATION_CODE","valueFrom":{"secretKeyRef":{"name":"eks-connector-activation-config","key":"code"}}}""",
            "replace /args/1 --activation.code=$(EKS_ACTIVATION_CODE)",
        ]);
    }

    [Fact]
    public void Moves_a_code_in_a_variable_to_the_Secret() => Changes(
        [$"--activation.id={Id}", "--activation.code=$(CODE)", $"--agent.region={Region}"], [new EnvVar("CODE", new SecretText("PLANTED"))]).ShouldBe(
        ["""replace /env/0 {"name":"CODE","valueFrom":{"secretKeyRef":{"name":"eks-connector-activation-config","key":"code"}}}"""]);

    [Fact]
    public void Changes_nothing_if_all_settings_are_correct() => TemplateEdit.Patch(
        Set([$"--activation.id={Id}", "--activation.code=$(EKS_ACTIVATION_CODE)", $"--agent.region={Region}"], [s_code]), Id, Region).ShouldBeNull();

    [Fact]
    public void The_default_Region_is_not_added() => TemplateEdit.Patch(
        Set([$"--activation.id={Id}", "--activation.code=$(EKS_ACTIVATION_CODE)"], [s_code]), Id, "us-west-2").ShouldBeNull();

    [Fact]
    public void Rejects_an_ID_from_another_object()
    {
        StatefulSet set = Set(["--activation.id=$(EKS_ACTIVATION_ID)"], [new EnvVar("EKS_ACTIVATION_ID", ValueFrom: new EnvVarSource())]);
        Should.Throw<EksConnectorException>(() => TemplateEdit.Patch(set, Id, Region)).Message.ShouldContain("'EKS_ACTIVATION_ID' of connector-init comes from another object");
    }

    [Fact]
    public void Rejects_a_StatefulSet_without_connector_init() => Should.Throw<EksConnectorException>(() => TemplateEdit.Patch(
        new StatefulSet(new ObjectMeta("eks-connector", Uid: "uid"), new StatefulSetSpec(Template: new PodTemplate(null, new PodSpec()))), Id, Region));

    // Without the test operations, which are the same in each patch.
    private static string[] Changes(string[] arguments, EnvVar[]? variables)
    {
        JsonArray patch = TemplateEdit.Patch(Set(arguments, variables), Id, Region)!;
        patch[0]!.ToJsonString().ShouldBe("""{"op":"test","path":"/metadata/uid","value":"uid"}""");
        patch[1]!.ToJsonString().ShouldBe("""{"op":"test","path":"/spec/template/spec/initContainers/1/name","value":"connector-init"}""");
        patch.ToJsonString().ShouldNotContain("PLANTED");
        return [.. patch.Skip(2).Select(item => $"{item!["op"]} {((string)item["path"]!).Replace("/spec/template/spec/initContainers/1", string.Empty, StringComparison.Ordinal)} {item["value"]!.ToString().ReplaceLineEndings(string.Empty).Replace("  ", string.Empty, StringComparison.Ordinal).Replace("\": ", "\":", StringComparison.Ordinal)}")];
    }

    private static StatefulSet Set(string[] arguments, EnvVar[]? variables) => new(
        new ObjectMeta("eks-connector", Uid: "uid"),
        new StatefulSetSpec(Template: new PodTemplate(null, new PodSpec(InitContainers:
        [
            new Container("other", null),
            new Container("connector-init", null, Args: [.. arguments.Select(argument => new SecretText(argument))], Env: variables),
        ]))));
}
