using System.Text;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Repair;
using EksConnector.Core.Operations;
using EksConnector.FakeCluster;
using EksConnector.Kubernetes;

namespace EksConnector.Tests.Diagnosis;

/// <summary>Repair-EksConnector saves a key that only the Pod has. The fake simulates the command and connector-proxy.</summary>
public sealed class KeySaveOnFakeTests : IAsyncLifetime
{
    private const string Namespace = "eks-connector";
    private const string Pod = "eks-connector-0";
    private const string File = "/var/lib/amazon/ssm/Vault/Store/RegistrationKey";
    private const string Key = "{\"instanceID\":\"eks_c:my-cluster_b5c81f52067a0041c\",\"privateKey\":\"PLANTED-NEW-KEY\",\"region\":\"us-west-2\"}";
    private FakeKubernetes _cluster = null!;

    public async Task InitializeAsync()
    {
        _cluster = await FakeKubernetes.StartAsync();
        await _cluster.EnterTextAsync(CorpusSituation.All["key-not-saved-and-role-gone"].Scenario, Namespace);
        _cluster.Files.Set(Namespace, Pod, "connector-agent", File, Encoding.UTF8.GetBytes(Key));
    }

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task Creates_the_role_and_saves_the_key_without_deleting_a_Pod()
    {
        string uid = Uid();
        using var gateway = new KubernetesGateway();
        var operation = new RepairOperation(gateway, () => throw new InvalidOperationException("AWS is not used."));
        IReadOnlyList<RepairPlan> plans = await ItemsAsync(operation.PlanAsync(Request));
        plans.Single().Steps.Select(step => step.Code).ShouldBe([FindingCodes.StateRoleMissing, FindingCodes.KeyNotPersisted]);

        // The plan only reads.
        _cluster.Store.Find("roles", Namespace, "eks-connector-secret-access").ShouldBeNull();
        StateKey().ShouldNotContain("NEW-KEY");

        IReadOnlyList<RepairResult> results = await ItemsAsync(operation.ApplyAsync(Request, plans));
        results.ShouldAllBe(result => result.Changed && result.IsRepaired == true);
        StateKey().ShouldBe(Key);
        System.IO.File.ReadAllText(_cluster.Files.HostPath(Namespace, Pod, "connector-agent", File)).ShouldBe(Key);
        System.IO.File.Exists(_cluster.Files.HostPath(Namespace, Pod, "connector-agent", "/var/lib/amazon/ssm/RegistrationKey.copy")).ShouldBeFalse();
        Uid().ShouldBe(uid);

        // Nothing remains to be repaired.
        (await ItemsAsync(operation.PlanAsync(Request))).Single().Steps.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_displayed_command_saves_the_key()
    {
        DiagnosisRun run = await DiagnosisRun.OfAsync(Request);
        run.Result.RootCause.ShouldBe(FindingCodes.KeyNotPersisted);
        run.Result.FixCommand!.Split('\n').Length.ShouldBe(3);
        run.Result.FixCommand.ShouldContain($"exec {Pod} -c connector-agent -- sh -c 'umask 077 && cp {File} ");
        run.Result.FixCommand.ShouldContain("RoleBinding");
        run.Result.FixCommand.ShouldNotContain("delete");
        run.Result.RecommendedAction!.ShouldStartWith("Do not delete the Pod.");
    }

    [Fact]
    public async Task An_immutable_state_Secret_is_not_repaired_and_no_command_deletes_it()
    {
        _cluster.Store.Change("secrets", Namespace, "eks-connector-state-0", secret => secret["immutable"] = true);
        DiagnosisRun run = await DiagnosisRun.OfAsync(Request);
        run.Result.RootCause.ShouldBe(FindingCodes.KeyNotPersisted);
        run.Result.FixCommand.ShouldBeNull();
        run.Result.RecommendedAction!.ShouldStartWith("Do not delete the Pod. connector-proxy cannot save the key, because the state Secret is immutable ('eks-connector-state-0'). Save a copy of the Secret, ");
        run.Result.RecommendedAction.ShouldNotContain("kubectl");

        using var gateway = new KubernetesGateway();
        RepairPlan plan = (await ItemsAsync(new RepairOperation(gateway, () => throw new InvalidOperationException("AWS is not used.")).PlanAsync(Request))).Single();
        plan.Steps.ShouldNotContain(step => step.Code == FindingCodes.KeyNotPersisted);
        plan.Left.ShouldContain(finding => finding.Code == FindingCodes.KeyNotPersisted);
    }

    [Fact]
    public async Task An_empty_key_file_is_not_deleted_and_is_reported()
    {
        _cluster.Files.Set(Namespace, Pod, "connector-agent", File, []);
        using var gateway = new KubernetesGateway();
        var operation = new RepairOperation(gateway, () => throw new InvalidOperationException("AWS is not used."));
        IReadOnlyList<RepairPlan> plans = await ItemsAsync(operation.PlanAsync(Request));
        var failures = new List<EksConnectorException>();
        await foreach (OperationEvent<RepairResult> item in operation.ApplyAsync(Request, plans))
        {
            failures.AddRange(item is FailureEvent<RepairResult> failure ? [failure.Exception] : []);
        }

        EksConnectorException message = failures.ShouldHaveSingleItem();
        message.Message.ShouldContain("exit code 1");
        message.RecommendedAction!.ShouldContain("Do not delete the Pod");
        StateKey().ShouldNotContain("NEW-KEY");
    }

    private DiagnosisRequest Request => new()
    {
        Source = new() { KubeConfigPaths = [_cluster.KubeConfigPath] },
        Targets = [new("admin", Namespace)],
        SkipAws = true,
    };

    private string StateKey() => Encoding.UTF8.GetString(Convert.FromBase64String((string)_cluster.Store.Find("secrets", Namespace, "eks-connector-state-0")!["data"]!["regkey"]!));

    private string Uid() => (string)_cluster.Store.Find("pods", Namespace, Pod)!["metadata"]!["uid"]!;

    private static async Task<IReadOnlyList<T>> ItemsAsync<T>(IAsyncEnumerable<OperationEvent<T>> events)
    {
        var items = new List<T>();
        await foreach (OperationEvent<T> item in events)
        {
            (item as FailureEvent<T>)?.Exception.Message.ShouldBeNull();
            items.AddRange(item is ItemEvent<T> found ? [found.Item] : []);
        }

        return items;
    }
}
