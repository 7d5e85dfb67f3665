using System.Text;
using System.Text.Json.Nodes;
using EksConnector.Aws;
using EksConnector.Core.Diagnosis.Reset;
using EksConnector.FakeCluster.Aws;
using EksConnector.Kubernetes;
using EksConnector.Tests.Aws;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Diagnosis.Reset;

/// <summary>Resets an activation on a real cluster, with its API server, StatefulSet controller, kubelet, and Pods, and with the fake of AWS.</summary>
/// <param name="cluster">The real cluster.</param>
[Trait("Cluster", "Real")]
[Collection(RealClusterGroup.Name)]
public sealed class ResetOnRealClusterTests(RealTestCluster cluster)
{
    private const string OldId = "6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4";
    private const string SpecifiedId = "0b7e2d11-93c4-4f0a-8f6e-5a1c2e3d4f51";

    [SkippableTheory]
    [InlineData("init-crashloop", false)]
    [InlineData("healthy", true)]
    public async Task Replaces_the_activation_with_which_all_replicas_register(string scenario, bool force)
    {
        string @namespace = await cluster.EnterOwnAsync(scenario, "reset-" + scenario);
        await using FakeAws aws = await FakeAws.StartAsync();
        await aws.EnterAsync(scenario);
        aws.OnRequest = request =>
        {
            // The agents of the cluster are stand-ins that do not contact AWS.
            if (request.Action == "ssm:DescribeInstanceInformation" && aws.Clusters.TryGetValue("my-cluster", out FakeEksCluster? eks) && eks.ActivationId != OldId)
            {
                aws.Instances["eks_c:my-cluster_0123456789abcdef0"] = new FakeSsmInstance { ActivationId = eks.ActivationId! };
                aws.Clusters["my-cluster"] = eks with { Status = "ACTIVE" };
            }
        };

        ResetResult result = await RunAsync(new ResetRequest { Aws = AwsEnvironment.SourceOf(aws), Registrations = [new("admin", "my-cluster", "us-west-2")], Force = force }, @namespace);

        result.ActivationId.ShouldBe(aws.Clusters["my-cluster"].ActivationId);
        await RegisterAsync(@namespace, result.ActivationId);
        (await SecretAsync(@namespace, "eks-connector-activation-config"))!["code"].ShouldBe(aws.Clusters["my-cluster"].ActivationCode);
        (await SecretAsync(@namespace, ResetRecord.SecretName)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task Writes_a_specified_activation_with_which_all_replicas_register()
    {
        string @namespace = await cluster.EnterOwnAsync("init-crashloop", "reset-given");

        ResetResult result = await RunAsync(
            new ResetRequest { Activations = [new GivenActivation("admin", @namespace, SpecifiedId, new SecretText("PLANTED-GIVEN-CODE-0123456789"), "eu-west-1")] }, @namespace);

        result.ActivationId.ShouldBe(SpecifiedId);
        await RegisterAsync(@namespace, SpecifiedId);
        JsonNode set = JsonNode.Parse(await cluster.KubectlAsync("-n", @namespace, "get", "statefulset", "eks-connector", "-o", "json"))!;
        set["spec"]!["template"]!["spec"]!["initContainers"]![0]!["args"]!.ToJsonString().ShouldContain("--agent.region=eu-west-1");
    }

    private async Task<ResetResult> RunAsync(ResetRequest options, string @namespace)
    {
        ResetRequest request = options with
        {
            Source = new() { KubeConfigPaths = [cluster.KubeConfigPath] },
            Targets = [new("admin", @namespace)],
            WaitTimeout = TimeSpan.FromMinutes(3),
        };
        using var kubernetes = new KubernetesGateway();
        using var gateway = new AwsGateway();
        var operation = new ResetOperation(kubernetes, () => gateway);
        EventLog<ResetPlan> plan = await EventLog<ResetPlan>.OfAsync(operation.PlanAsync(request));
        plan.Failures.Select(failure => failure.Message).ShouldBeEmpty();
        EventLog<ResetResult> run = await EventLog<ResetResult>.OfAsync(operation.ApplyAsync(request, plan.Items));
        run.Failures.Select(failure => failure.Message).ShouldBeEmpty();
        run.Items.ShouldHaveSingleItem().IsConnected.ShouldBeTrue();
        return run.Items[0];
    }

    // If AWS confirms the registration, the operation does not wait for the last replica.
    private async Task RegisterAsync(string @namespace, string id)
    {
        await cluster.KubectlAsync("-n", @namespace, "rollout", "status", "statefulset/eks-connector", "--timeout=150s");
        for (int i = 0; i < 2; i++)
        {
            (await SecretAsync(@namespace, $"eks-connector-state-{i}"))!["connector-config"].ShouldContain(id);
        }
    }

    private async Task<Dictionary<string, string>?> SecretAsync(string @namespace, string name)
    {
        byte[] json = await cluster.KubectlAsync("-n", @namespace, "get", "secret", name, "-o", "json", "--ignore-not-found");
        return json.Length == 0
            ? null
            : JsonNode.Parse(json)!["data"]!.AsObject().ToDictionary(item => item.Key, item => Encoding.UTF8.GetString(Convert.FromBase64String((string)item.Value!)), StringComparer.Ordinal);
    }
}
