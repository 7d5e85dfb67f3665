using System.Text;
using EksConnector.Aws;
using EksConnector.Core.Diagnosis.Reset;
using EksConnector.Core.Kubernetes;
using EksConnector.FakeCluster;
using EksConnector.FakeCluster.Aws;
using EksConnector.Kubernetes;
using EksConnector.Tests.Aws;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Diagnosis.Reset;

/// <summary>A fake cluster and a fake of AWS with a connector, and the operation that resets its activation.</summary>
internal sealed class ResetFixture : IAsyncDisposable
{
    public const string Namespace = "eks-connector";
    public const string OldId = "6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4";

    // The activation expired before any replica had registered. A state of an older activation remains.
    private const string Expired = """
        extends: init-crashloop
        objects:
        - kind: Secret
          metadata: {name: eks-connector-state-0}
          type: Opaque
          stringData:
            connector-config: '{"activationId":"0b7e2d11-93c4-4f0a-8f6e-5a1c2e3d4f50"}'
            fingerprint: '{}'
            manifest: '{}'
            regkey: '{"instanceID":"eks_c:my-cluster_b5c81f52067a0041c","privateKey":"PLANTED-PRIVATE-KEY","region":"us-west-2"}'
        aws:
          clusters:
            my-cluster: {status: FAILED, connectorConfig: {activationExpiry: "${now-1d}", provider: EKS_ANYWHERE, roleArn: "arn:aws:iam::111122223333:role/AgentRole"}}
          activations:
            6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4: {expirationDate: "${now-1d}", registrationsCount: 0}
        """;

    private readonly KubernetesGateway _kubernetes = new();
    private readonly AwsGateway _gateway = new();

    private ResetFixture(FakeKubernetes cluster, FakeAws aws)
    {
        Cluster = cluster;
        Aws = aws;
        Connector = new FakeConnector(cluster, aws);
    }

    public FakeKubernetes Cluster { get; }

    public FakeAws Aws { get; }

    public FakeConnector Connector { get; }

    public ResetLimits Limits { get; set; } = new()
    {
        Deregistration = TimeSpan.FromSeconds(2),
        Registration = TimeSpan.FromSeconds(2),
        Pods = TimeSpan.FromSeconds(5),
        Pause = TimeSpan.FromMilliseconds(20),
    };

    public ResetRequest Request => new()
    {
        Source = new() { KubeConfigPaths = [Cluster.KubeConfigPath] },
        Targets = [new ClusterTarget("admin", null)],
        Aws = AwsEnvironment.SourceOf(Aws) with { Region = null },
        WaitTimeout = TimeSpan.FromSeconds(10),
        Verbose = true,
    };

    public static async Task<ResetFixture> StartAsync(string? scenario = null)
    {
        var fixture = new ResetFixture(await FakeKubernetes.StartAsync(), await FakeAws.StartAsync());
        if (scenario is null)
        {
            await fixture.EnterTextAsync(Expired);
            fixture.Aws.Clusters["my-cluster"] = fixture.Aws.Clusters["my-cluster"] with { Tags = new Dictionary<string, string> { ["team"] = "edge", ["aws:created"] = "x" } };
        }
        else
        {
            await fixture.Cluster.EnterAsync(scenario);
            await fixture.Aws.EnterAsync(scenario);
        }

        fixture.Cluster.Requests.Clear();
        return fixture;
    }

    public async Task EnterTextAsync(string scenario)
    {
        await Cluster.EnterTextAsync(scenario);
        await Aws.EnterTextAsync(scenario);
    }

    public Task<EventLog<ResetPlan>> PlanAsync(ResetRequest? request = null) => EventLog<ResetPlan>.OfAsync(Operation.PlanAsync(request ?? Request));

    public Task<EventLog<ResetResult>> ApplyAsync(IReadOnlyList<ResetPlan> plans, ResetRequest? request = null, CancellationToken cancellationToken = default) =>
        EventLog<ResetResult>.OfAsync(Operation.ApplyAsync(request ?? Request, plans, cancellationToken));

    /// <summary>Plans and applies, and returns the failures of both.</summary>
    public async Task<EventLog<ResetResult>> RunAsync(ResetRequest? request = null)
    {
        EventLog<ResetPlan> plan = await PlanAsync(request);
        EventLog<ResetResult> run = await ApplyAsync(plan.Items, request);
        run.Failures.InsertRange(0, plan.Failures);
        run.Warnings.InsertRange(0, plan.Warnings);
        run.Traces.InsertRange(0, plan.Traces);
        return run;
    }

    public string? Secret(string name, string key) => (string?)Cluster.Store.Find("secrets", Namespace, name)?["data"]?[key] is { } data
        ? Encoding.UTF8.GetString(Convert.FromBase64String(data))
        : null;

    /// <summary>Checks that the cluster is connected with the activation in EKS, and that no temporary data of the reset remains.</summary>
    public void ShouldBeReset(EventLog<ResetResult> run)
    {
        run.Failures.Select(failure => failure.Message).ShouldBeEmpty();
        ResetResult result = run.Items.ShouldHaveSingleItem();
        FakeEksCluster eks = Aws.Clusters["my-cluster"];
        (result.IsConnected, result.EksStatus, result.AgentPing, result.ActivationId).ShouldBe((true, "ACTIVE", "Online", eks.ActivationId!));
        (eks.Status, eks.Provider, eks.RoleArn).ShouldBe(("ACTIVE", "EKS_ANYWHERE", "arn:aws:iam::111122223333:role/AgentRole"));
        eks.Tags.ShouldBe(new Dictionary<string, string> { ["team"] = "edge" });
        eks.ActivationId.ShouldNotBe(OldId);
        Secret("eks-connector-activation-config", "code").ShouldBe(eks.ActivationCode);
        Cluster.Store.Find("secrets", Namespace, ResetRecord.SecretName).ShouldBeNull();
        for (int i = 0; i < 2; i++)
        {
            Secret($"eks-connector-state-{i}", "connector-config")!.ShouldContain(eks.ActivationId!);
            Cluster.Store.Find("pods", Namespace, $"eks-connector-{i}")!["spec"]!["initContainers"]![0]!["env"]!.ToJsonString().ShouldContain(eks.ActivationId!);
        }
    }

    /// <summary>Checks that no text that a user can see contains an activation code or a key.</summary>
    public void ShouldHideSecrets(EventLog<ResetResult> run)
    {
        string shown = string.Join('\n', [
            .. run.Warnings, .. run.Traces, .. run.Failures.Select(failure => failure.ToString() + failure.RecommendedAction),
            .. run.Items.Select(item => System.Text.Json.JsonSerializer.Serialize(item)),
        ]);
        shown.ShouldNotContain("PLANTED");
        foreach (string code in Aws.Clusters.Values.Select(cluster => cluster.ActivationCode).OfType<string>())
        {
            shown.ShouldNotContain(code);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Connector.Dispose();
        _kubernetes.Dispose();
        _gateway.Dispose();
        await Cluster.DisposeAsync();
        await Aws.DisposeAsync();
    }

    private ResetOperation Operation => new(_kubernetes, () => _gateway) { Limits = Limits };
}
