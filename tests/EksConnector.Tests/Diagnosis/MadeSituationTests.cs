using System.Diagnostics;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Repair;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Diagnosis;

/// <summary>
/// Typical mistakes, created with kubectl on a real cluster: the diagnosis must report them, and the repair must fix what it can fix.
/// </summary>
/// <param name="cluster">The real cluster.</param>
[Trait("Cluster", "Real")]
[Collection(MadeSituationGroup.Name)]
public sealed class MadeSituationTests(RealTestCluster cluster)
{
    private const string Principal = "arn:aws:iam::111122223333:role/developer";
    private static readonly TimeSpan s_gracePeriod = TimeSpan.FromMinutes(2);

    [SkippableFact]
    public async Task Reports_and_repairs_a_role_that_was_deleted_before_registration()
    {
        string @namespace = await cluster.EnterOwnAsync("init-forbidden", "role-gone");
        await KubectlAsync(@namespace, "delete", "role,rolebinding", "eks-connector-secret-access", "--ignore-not-found");
        await ShouldReportAsync(@namespace, FindingCodes.StateRoleMissing, "the Role 'eks-connector-secret-access' does not exist");
        await ShouldRepairAsync(@namespace, FindingCodes.StateRoleMissing);
    }

    [SkippableFact]
    public async Task Reports_a_binding_to_another_service_account()
    {
        string @namespace = await cluster.EnterOwnAsync("init-forbidden", "binding-wrong");
        await KubectlAsync(
            @namespace, "create", "rolebinding", "eks-connector-secret-access", "--role=eks-connector-secret-access", $"--serviceaccount={@namespace}:default");
        await ShouldReportAsync(@namespace, FindingCodes.StateRoleMissing, "does not name the service account 'eks-connector'");
    }

    [SkippableFact]
    public async Task Reports_and_repairs_a_deleted_token_Secret()
    {
        string @namespace = await cluster.EnterOwnAsync("healthy", "token-gone");
        await KubectlAsync(@namespace, "delete", "secret", "eks-connector-token");
        await ShouldReportAsync(@namespace, FindingCodes.ServiceAccountTokenMissing, "eks-connector-token");
        await ShouldRepairAsync(@namespace, FindingCodes.ServiceAccountTokenMissing);
    }

    [SkippableFact]
    public async Task A_re_created_service_account_has_no_token()
    {
        string @namespace = await cluster.EnterOwnAsync("healthy", "account-anew");
        await KubectlAsync(@namespace, "delete", "serviceaccount", "eks-connector");
        await KubectlAsync(@namespace, "create", "serviceaccount", "eks-connector");

        // The control plane deletes the token of the deleted account.
        await ShouldReportAsync(@namespace, $"{FindingCodes.ServiceAccountTokenMissing}|{FindingCodes.ServiceAccountTokenStale}", "eks-connector-token");
    }

    [SkippableFact]
    public async Task Reports_a_deleted_service_account()
    {
        string @namespace = await cluster.EnterOwnAsync("healthy", "account-gone");
        await KubectlAsync(@namespace, "delete", "serviceaccount", "eks-connector");
        await ShouldReportAsync(@namespace, FindingCodes.ServiceAccountMissing, "'eks-connector'");
    }

    [SkippableFact]
    public async Task Reports_an_exceeded_quota()
    {
        string @namespace = await cluster.EnterOwnAsync("healthy", "quota");
        await KubectlAsync(@namespace, "create", "quota", "no-pods", "--hard=pods=0");
        await KubectlAsync(@namespace, "delete", "pod", "eks-connector-1");
        await ShouldReportAsync(@namespace, FindingCodes.PodQuotaExceeded, "exceeded quota: no-pods");
    }

    [SkippableFact]
    public async Task Reports_a_node_that_does_not_exist()
    {
        string @namespace = await cluster.EnterOwnAsync("healthy", "no-node");
        await PatchAsync(@namespace, """{"spec":{"template":{"spec":{"nodeSelector":{"kubernetes.io/arch":"arm64"}}}}}""");
        await KubectlAsync(@namespace, "delete", "pod", "eks-connector-1");
        await ShouldReportAsync(@namespace, $"{FindingCodes.PodUnschedulable}|{FindingCodes.ArchitectureMismatch}", "connector-test-node");
    }

    [SkippableFact]
    public async Task Reports_a_memory_request_that_no_node_can_satisfy()
    {
        string @namespace = await cluster.EnterOwnAsync("healthy", "memory");
        await PatchAsync(
            @namespace, """{"spec":{"template":{"spec":{"containers":[{"name":"connector-agent","resources":{"requests":{"memory":"900Gi"}}}]}}}}""");
        await KubectlAsync(@namespace, "delete", "pod", "eks-connector-1");
        await ShouldReportAsync(@namespace, FindingCodes.PodLacksResources, "Insufficient memory");
    }

    [SkippableFact]
    public async Task Reports_a_placeholder_that_was_not_replaced()
    {
        string @namespace = await cluster.EnterOwnAsync("init-crashloop", "placeholder");
        await PatchAsync(@namespace, """
            {"spec":{"template":{"spec":{"initContainers":[{"name":"connector-init","env":[{"name":"EKS_ACTIVATION_ID","value":"%EKS_ACTIVATION_ID%"}]}]}}}}
            """);
        await ShouldReportAsync(@namespace, FindingCodes.ActivationIdPlaceholder, "%EKS_ACTIVATION_ID%");
    }

    [SkippableFact]
    public async Task Reports_a_code_that_was_encoded_twice()
    {
        string @namespace = await cluster.EnterOwnAsync("init-crashloop", "encoded-twice");
        await KubectlAsync(
            @namespace, "patch", "secret", "eks-connector-activation-config", "-p", """{"stringData":{"code":"aW52YWxpZC1QTEFOVEVELTRwTGU5elFtVnRSMnhX"}}""");
        await ShouldReportAsync(@namespace, FindingCodes.ActivationCodeDoubleEncoded, null);
    }

    [SkippableFact]
    public async Task Reports_a_Region_from_an_unset_shell_variable()
    {
        string @namespace = await cluster.EnterOwnAsync("init-crashloop", "region");
        await PatchAsync(@namespace, $$$$$$"""
            {"spec":{"template":{"spec":{"initContainers":[{"name":"connector-init","args":["init","--activation.id=$(EKS_ACTIVATION_ID)","--activation.code=$(EKS_ACTIVATION_CODE)","--agent.region=-region","--state.secretNamespace={{{{{{@namespace}}}}}}"]}]}}}}
            """);
        await ShouldReportAsync(@namespace, FindingCodes.RegionInvalid, "'-region'");
    }

    [SkippableFact]
    public async Task Reports_an_invalid_image_name()
    {
        string @namespace = await cluster.EnterOwnAsync("healthy", "image-name");
        await PatchAsync(
            @namespace, """{"spec":{"template":{"spec":{"containers":[{"name":"connector-agent","image":"public.ecr.aws/Amazon SSM:latest"}]}}}}""");
        await KubectlAsync(@namespace, "delete", "pod", "eks-connector-1");
        await ShouldReportAsync(@namespace, FindingCodes.ImageNameInvalid, "eks-connector-1");
    }

    [SkippableFact]
    public async Task A_role_that_allows_impersonating_any_user_is_a_warning()
    {
        string @namespace = await cluster.EnterOwnAsync("healthy", "anybody");
        string name = $"{@namespace}-anybody";
        try
        {
            await cluster.KubectlAsync("create", "clusterrole", name, "--verb=impersonate", "--resource=users");
            await cluster.KubectlAsync("create", "clusterrolebinding", name, $"--clusterrole={name}", $"--serviceaccount={@namespace}:eks-connector");
            EksConnector.Diagnosis result = await DiagnoseAsync(@namespace);
            result.IsHealthy.ShouldBe(true);
            result.Findings.ShouldContain(finding => finding.Code == FindingCodes.ImpersonationUnrestricted && finding.Severity == DiagnosisWords.Warning);
        }
        finally
        {
            await cluster.KubectlAsync("delete", "clusterrole,clusterrolebinding", name);
        }
    }

    [SkippableFact]
    public async Task A_principal_without_grants_is_reported_in_both_layers()
    {
        string @namespace = await cluster.EnterOwnAsync("healthy", "principal");
        EksConnector.Diagnosis result = await DiagnoseAsync(@namespace, Principal);
        result.RootCause.ShouldBe(FindingCodes.ImpersonationMissing);
        Finding reading = result.Findings.Single(finding => finding.Code == FindingCodes.ReadAccessMissing);
        (reading.PrincipalArn, reading.CausedBy).ShouldBe((Principal, FindingCodes.ImpersonationMissing));
        result.FixCommandPowerShell!.ShouldStartWith($"Grant-EksConnectorImpersonation -PrincipalArn '{Principal}'");
    }

    private async Task<EksConnector.Diagnosis> DiagnoseAsync(string @namespace, params string[] principals)
    {
        DiagnosisRun run = await DiagnosisRun.OfAsync(Request(@namespace) with { Principals = principals });
        run.Failures.ShouldBeEmpty();
        run.Texts.ShouldNotContain("PLANTED", Case.Insensitive);
        return run.Result;
    }

    private DiagnosisRequest Request(string @namespace) => new()
    {
        Source = new() { KubeConfigPaths = [cluster.KubeConfigPath] },
        Targets = [new("admin", @namespace)],
        SkipAws = true,
    };

    // Pods, controllers, and the kubelet need some time to react to a change.
    private async Task ShouldReportAsync(string @namespace, string rootCause, string? seen)
    {
        EksConnector.Diagnosis result = await DiagnoseAsync(@namespace);
        for (long start = Stopwatch.GetTimestamp(); !Fits() && Stopwatch.GetElapsedTime(start) < s_gracePeriod;)
        {
            result = await DiagnoseAsync(@namespace);
        }

        Fits().ShouldBeTrue($"{rootCause} {seen}, but was {result.RootCause}: {result.Summary} {result.Evidence}\n{string.Join('\n', result.Findings)}");
        result.RecommendedAction.ShouldNotBeNullOrEmpty();

        bool Fits() =>
            result.RootCause is { } root && rootCause.Split('|').Contains(root) && $"{result.Summary} {result.Evidence}".Contains(seen ?? string.Empty, StringComparison.Ordinal);
    }

    private async Task ShouldRepairAsync(string @namespace, string code)
    {
        using var gateway = new KubernetesGateway();
        var operation = new RepairOperation(gateway, () => throw new InvalidOperationException("AWS is not used."));
        var plans = new List<RepairPlan>();
        await foreach (OperationEvent<RepairPlan> item in operation.PlanAsync(Request(@namespace)))
        {
            item.ShouldNotBeOfType<FailureEvent<RepairPlan>>();
            plans.AddRange(item is ItemEvent<RepairPlan> plan ? [plan.Item] : []);
        }

        var results = new List<RepairResult>();
        await foreach (OperationEvent<RepairResult> item in operation.ApplyAsync(Request(@namespace), plans))
        {
            item.ShouldNotBeOfType<FailureEvent<RepairResult>>();
            results.AddRange(item is ItemEvent<RepairResult> result ? [result.Item] : []);
        }

        results.ShouldContain(result => result.Code == code && result.Changed && result.IsRepaired == true);
        EksConnector.Diagnosis now = await DiagnoseAsync(@namespace);
        now.Findings.ShouldNotContain(finding => finding.Code == code && finding.Result == DiagnosisWords.Failed);
    }

    private Task<byte[]> KubectlAsync(string @namespace, params string[] arguments) => cluster.KubectlAsync(["-n", @namespace, .. arguments]);

    private Task<byte[]> PatchAsync(string @namespace, string patch) =>
        KubectlAsync(@namespace, "patch", "statefulset", "eks-connector", "--type=strategic", "-p", patch);
}
