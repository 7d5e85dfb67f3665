using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Status;

namespace EksConnector.Tests.Status;

public sealed class NodeFitTests
{
    private static readonly Node s_node = new(
        new ObjectMeta("n", Labels: new Dictionary<string, string> { ["kubernetes.io/arch"] = "amd64", ["size"] = "4" }),
        new NodeSpec(),
        new NodeStatus([new Condition("Ready", "True")], Allocatable: new Dictionary<string, string> { ["cpu"] = "2", ["memory"] = "1Gi" }));

    private static readonly PodSpec s_pod = new(Containers: [new Container("c", "i")]);

    [Fact]
    public void A_suitable_node_has_no_reasons_against_it() => Reasons(s_pod, s_node).ShouldBeEmpty();

    [Fact]
    public void Shows_that_a_node_is_cordoned_and_not_ready() =>
        Reasons(s_pod, s_node with { Spec = new NodeSpec(Unschedulable: true), Status = new NodeStatus([new Condition("Ready", "Unknown")]) })
            .ShouldBe(["it is cordoned (unschedulable)", "it is not ready"]);

    [Fact]
    public void Names_a_missing_label() =>
        Reasons(s_pod with { NodeSelector = new Dictionary<string, string> { ["kubernetes.io/arch"] = "arm64" } }, s_node)
            .ShouldBe(["it lacks the label kubernetes.io/arch=arm64 that the Pod selects"]);

    [Theory]
    [InlineData("In", "amd64,arm64", true)]
    [InlineData("In", "arm64", false)]
    [InlineData("NotIn", "arm64", true)]
    [InlineData("NotIn", "amd64", false)]
    [InlineData("Exists", "", true)]
    [InlineData("DoesNotExist", "", false)]
    public void Evaluates_affinity_by_its_operator(string op, string values, bool fits) =>
        Fits(new LabelSelectorRequirement("kubernetes.io/arch", op, values.Split(','))).ShouldBe(fits);

    [Theory]
    [InlineData("Gt", "3", true)]
    [InlineData("Gt", "4", false)]
    [InlineData("Lt", "5", true)]
    [InlineData("Lt", "x", false)]
    public void Affinity_compares_numbers(string op, string value, bool fits) =>
        Fits(new LabelSelectorRequirement("size", op, [value])).ShouldBe(fits);

    [Theory]
    [InlineData(null, null, null, null, false)]
    [InlineData("dedicated", "Equal", "db", "NoSchedule", true)]
    [InlineData("dedicated", null, "db", null, true)]
    [InlineData("dedicated", "Equal", "web", "NoSchedule", false)]
    [InlineData("dedicated", "Exists", null, "NoSchedule", true)]
    [InlineData("dedicated", "Exists", null, "NoExecute", false)]
    [InlineData(null, "Exists", null, null, true)]
    public void A_taint_needs_a_toleration(string? key, string? op, string? value, string? effect, bool tolerated)
    {
        Node tainted = s_node with { Spec = new NodeSpec(Taints: [new Taint("dedicated", "db", "NoSchedule"), new Taint("soft", null, "PreferNoSchedule")]) };
        PodSpec pod = s_pod with { Tolerations = key is null && op is null ? null : [new Toleration(key, op, value, effect)] };
        Reasons(pod, tainted).ShouldBe(tolerated ? [] : ["the Pod does not tolerate its taint dedicated=db:NoSchedule"]);
    }

    [Fact]
    public void Names_a_resource_request_that_exceeds_the_node()
    {
        var requests = new ResourceRequirements(new Dictionary<string, string> { ["cpu"] = "1500m", ["memory"] = "256Mi" });
        PodSpec pod = s_pod with { Containers = [new Container("a", "i", Resources: requests), new Container("b", "i", Resources: requests)] };
        Reasons(pod, s_node).ShouldBe(["it has less cpu than the Pod requests"]);
    }

    [Theory]
    [InlineData("2", 2.0)]
    [InlineData("1500m", 1.5)]
    [InlineData("64Mi", 67108864.0)]
    [InlineData("1e3", 1000.0)]
    [InlineData("1G", 1e9)]
    [InlineData("many", null)]
    [InlineData("5Zz", null)]
    [InlineData("", null)]
    public void Parses_a_quantity(string text, double? number) => NodeFit.Quantity(text).ShouldBe(number);

    private static string[] Reasons(PodSpec pod, Node node) => NodeFit.UnsuitableReasons(pod, node).ToArray();

    private static bool Fits(LabelSelectorRequirement requirement) => Reasons(
        s_pod with { Affinity = new Affinity(new NodeAffinity(new NodeSelector([new NodeSelectorTerm([requirement])]))) }, s_node).Length == 0;
}
