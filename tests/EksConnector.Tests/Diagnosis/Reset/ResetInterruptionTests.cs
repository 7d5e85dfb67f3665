using System.Text.Json.Nodes;
using EksConnector.Core.Diagnosis.Reset;
using EksConnector.FakeCluster;
using EksConnector.FakeCluster.Aws;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Diagnosis.Reset;

/// <summary>
/// A reset that stops after any of its requests, because the process was killed or a side no longer responds, is completed by a second
/// run. With Helm, it is the reset after the upgrade, which has no steps in AWS.
/// </summary>
public sealed class ResetInterruptionTests
{
    private const string NewId = "0b7e2d11-93c4-4f0a-8f6e-5a1c2e3d4f51";
    private const string NewCode = "PLANTED-UPGRADED-CODE-0123456789";
    private static readonly string[] s_actions = ["eks:DescribeCluster", "eks:RegisterCluster", "eks:DeregisterCluster", "ssm:DescribeInstanceInformation", "sts:GetCallerIdentity"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Of_the_cluster(bool isHelm) => InterruptAsync(
        isHelm,
        fixture => fixture.Cluster.Requests.All.Count,
        (fixture, requests) => fixture.Cluster.Faults.Add(Fault.Answer(403) with { After = requests }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Of_a_response_of_the_cluster(bool isHelm) => InterruptAsync(
        isHelm,
        fixture => fixture.Cluster.Requests.All.Count,
        (fixture, requests) => fixture.Cluster.Faults.Add(new Fault(FaultKind.CutInBody) { BodyBytes = 0, After = requests, Times = 1 }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Of_AWS(bool isHelm) => InterruptAsync(
        isHelm,
        fixture => fixture.Aws.Requests.Count,
        (fixture, requests) =>
        {
            int end = fixture.Aws.Requests.Count + requests;
            fixture.Aws.OnRequest = _ =>
            {
                if (fixture.Aws.Requests.Count > end)
                {
                    Array.ForEach(s_actions, action => fixture.Aws.Fail(action, new FakeAwsFault(403, "AccessDeniedException", "User: x is not authorized.")));
                }
            };
        });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_an_upgrade_with_Helm_only_the_old_state_is_removed(bool isRolledOut)
    {
        await using ResetFixture fixture = await UpgradedAsync(isRolledOut);

        EventLog<ResetResult> run = await fixture.RunAsync();

        run.Failures.Select(failure => failure.Message).ShouldBeEmpty();
        ResetResult result = run.Items.ShouldHaveSingleItem();
        (result.IsConnected, result.ActivationId, result.EksStatus).ShouldBe((true, NewId, "ACTIVE"));
        result.Steps.ShouldBe(["delete the state Secrets of other activations", "re-create the Pods"]);
        fixture.Cluster.Requests.Writes.Where(request => !request.PathAndQuery.Contains("dryRun", StringComparison.Ordinal)).Select(request => request.Method).Distinct().ShouldBe(["DELETE"]);
        fixture.Aws.Requests.ShouldAllBe(request => !request.Action.EndsWith("registerCluster", StringComparison.OrdinalIgnoreCase));
        fixture.ShouldHideSecrets(run);
    }

    private static async Task InterruptAsync(bool isHelm, Func<ResetFixture, int> count, Action<ResetFixture, int> interrupt)
    {
        int all = await ResetAsync(isHelm, count, _ => { });
        all.ShouldBeGreaterThan(isHelm ? 1 : 6);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, all),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (requests, _) => await ResetAsync(isHelm, count, fixture => interrupt(fixture, requests)));
    }

    // Returns the number of requests of the first run.
    private static async Task<int> ResetAsync(bool isHelm, Func<ResetFixture, int> count, Action<ResetFixture> interrupt)
    {
        await using ResetFixture fixture = isHelm ? await UpgradedAsync() : await ResetFixture.StartAsync();
        EventLog<ResetPlan> plan = await fixture.PlanAsync();
        plan.Failures.Select(failure => failure.Message).ShouldBeEmpty();
        int before = count(fixture);
        interrupt(fixture);

        EventLog<ResetResult> run = await fixture.ApplyAsync(plan.Items, fixture.Request with { WaitTimeout = TimeSpan.FromSeconds(2) });
        int sent = count(fixture) - before;
        fixture.ShouldHideSecrets(run);
        fixture.Cluster.Faults.Clear();
        fixture.Aws.OnRequest = null;
        fixture.Aws.Heal();
        if (run.Failures.Count == 0)
        {
            // A request that failed was optional, or was repeated.
            run.Items.ShouldHaveSingleItem().IsConnected.ShouldBeTrue();
            return sent;
        }

        run = await fixture.RunAsync();
        fixture.ShouldHideSecrets(run);
        if (isHelm)
        {
            // If only the wait was interrupted, nothing is left to do, and nothing in the cluster shows that a reset was not complete.
            run.Failures.ShouldAllBe(failure => failure.ErrorId == ErrorIds.ResetNotRequired && failure.Message.Contains("nothing is wrong with it"));
            run.Items.ShouldAllBe(item => item.IsConnected);
            (run.Items.Count + run.Failures.Count, fixture.Aws.Clusters["my-cluster"].Status).ShouldBe((1, "ACTIVE"));
            fixture.Secret("eks-connector-state-0", "connector-config")!.ShouldContain(NewId);
            fixture.Cluster.Store.Find("pods", ResetFixture.Namespace, "eks-connector-0")!["spec"]!["initContainers"]![0]!["args"]!.ToJsonString().ShouldContain(NewId);
        }
        else
        {
            fixture.ShouldBeReset(run);
        }

        return sent;
    }

    // The cluster was registered again and the release was upgraded, as the error of the first run recommends.
    private static async Task<ResetFixture> UpgradedAsync(bool isRolledOut = true)
    {
        ResetFixture fixture = await ResetFixture.StartAsync("helm");
        fixture.Aws.Activations.Clear();
        fixture.Aws.Instances.Clear();
        fixture.Aws.Clusters["my-cluster"] = fixture.Aws.Clusters["my-cluster"] with
        {
            Status = "PENDING",
            ActivationId = NewId,
            ActivationCode = NewCode,
            ActivationExpiry = DateTimeOffset.UtcNow.AddDays(3),
        };
        fixture.Aws.Activations[NewId] = new FakeSsmActivation { ExpirationDate = DateTimeOffset.UtcNow.AddDays(3) };
        fixture.Cluster.Store.Change("statefulsets", ResetFixture.Namespace, "eks-connector", set =>
            set["spec"]!["template"]!["spec"]!["initContainers"]![0]!["args"] = new JsonArray(
                "init", $"--activation.id={NewId}", $"--activation.code={NewCode}", "--agent.region=us-west-2", $"--state.secretNamespace={ResetFixture.Namespace}"));
        if (isRolledOut)
        {
            // The StatefulSet controller re-creates the Pod, which uses the old state.
            fixture.Cluster.Store.Delete("pods", ResetFixture.Namespace, "eks-connector-0");
        }

        fixture.Cluster.Requests.Clear();
        return fixture;
    }
}
