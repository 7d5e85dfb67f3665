using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Reading;
using EksConnector.Core.Fleets;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis.Repair;

/// <summary>
/// Repairs objects of the connector if it is safe. <see cref="PlanAsync"/> runs a diagnosis and only reads;
/// <see cref="ApplyAsync"/> runs a dry run of all changes, writes them and verifies the result with the API server.
/// </summary>
/// <param name="kubernetes">The gateway to the clusters.</param>
/// <param name="aws">Creates the gateway to AWS; called only if AWS is queried.</param>
/// <param name="clock">The time provider; if null, the system time provider.</param>
internal sealed class RepairOperation(IKubernetesGateway kubernetes, Func<IAwsGateway> aws, TimeProvider? clock = null)
{
    private const string PlanActivity = "Checking the EKS Connector";
    private const string Activity = "Repairing the EKS Connector";
    private const string TokenKey = "token";

    // A Pod has a grace period of 30 seconds to terminate, and then the next one must be created.
    private static readonly TimeSpan s_podTimeout = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan s_tokenTimeout = TimeSpan.FromSeconds(10);

    // connector-proxy makes seven attempts within 64 seconds.
    private static readonly TimeSpan s_keyTimeout = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Plans the repairs. It sends only read requests.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A plan for each connector, even if there is nothing to repair.</returns>
    public IAsyncEnumerable<OperationEvent<RepairPlan>> PlanAsync(DiagnosisRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<RepairPlan>((writer, token) => PlanAllAsync(request, writer, token), request.Verbose, cancellationToken);
    }

    /// <summary>Applies plans.</summary>
    /// <param name="request">The request.</param>
    /// <param name="plans">The plans with the steps to apply.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A row for each step and for each finding that is not repaired; a failure for each step that failed or is incomplete.</returns>
    public IAsyncEnumerable<OperationEvent<RepairResult>> ApplyAsync(
        DiagnosisRequest request, IReadOnlyList<RepairPlan> plans, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(plans);
        return Operation.RunAsync<RepairResult>((writer, token) => FleetPlans.ApplyAsync(
                plans, plan => plan.Context, Activity, request, (plan, work, applyToken) => ApplyPlanAsync(request, plan, work, writer, applyToken), writer, _clock, token), request.Verbose, cancellationToken);
    }

    private Task PlanAllAsync(DiagnosisRequest request, OperationWriter<RepairPlan> writer, CancellationToken cancellationToken)
    {
        var awsFailures = new AwsFailures<RepairPlan>(request, writer);
        var reader = new DiagnosisReader(aws, request, writer, _clock);
        return new Fleet(kubernetes, _clock).RunAsync(
            request with { KeepsOrder = true },
            PlanActivity,
            async (given, token) =>
            {
                FleetMember member = await SelectInstallationAsync(given, token).ConfigureAwait(false);
                foreach (DiagnosisSnapshot snapshot in await reader.ReadAsync(member, token).ConfigureAwait(false))
                {
                    await writer.WriteAsync(RepairRules.Plan(member.Client.Cluster, snapshot, DiagnosisVerdict.Of(snapshot).Findings), token).ConfigureAwait(false);
                    awsFailures.Report(snapshot);
                }
            },
            writer,
            cancellationToken);
    }

    // The selected installation is diagnosed, even if another one is created in the meantime.
    internal static async Task<FleetMember> SelectInstallationAsync(FleetMember member, CancellationToken cancellationToken)
    {
        if (member.Namespace is not null)
        {
            return member;
        }

        (_, StatefulSet? found) = await new ChangeTarget(member.Client).FindAsync(cancellationToken).ConfigureAwait(false);
        return member with { Namespace = found?.Metadata?.Namespace ?? ConnectorNames.Namespace };
    }

    private async Task ApplyPlanAsync(DiagnosisRequest request, RepairPlan plan, FleetWork work, OperationWriter<RepairResult> writer, CancellationToken cancellationToken)
    {
        using IKubernetesClient client = await kubernetes.ConnectAsync(
            plan.Cluster, request.Source.RequestTimeout, writer, cancellationToken).ConfigureAwait(false);

        // All changes are tried in a dry run before the first one is applied.
        foreach (RepairChange change in plan.Steps.SelectMany(step => step.Changes))
        {
            await change.SendAsync(client, true, cancellationToken).ConfigureAwait(false);
        }

        for (int i = 0; i < plan.Steps.Count; i++)
        {
            RepairStep step = plan.Steps[i];
            work.ReportProgress(step.Action, i * 100 / plan.Steps.Count, step.ExpectedAccess.Count > 0 ? null : TimeoutFor(step));
            await ApplyStepAsync(plan, step, client, writer, cancellationToken).ConfigureAwait(false);
        }

        foreach (Finding finding in plan.Left)
        {
            await writer.WriteAsync(Left(plan, finding), cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan TimeoutFor(RepairStep step) => step.FillsToken ? s_tokenTimeout : step.Keys.Count > 0 ? s_keyTimeout : s_podTimeout;

    private static RepairResult Left(RepairPlan plan, Finding finding) => new()
    {
        Context = plan.Context,
        Namespace = plan.Namespace,
        Code = finding.Code,
        Action = $"Not repaired automatically: {finding.Summary}",
        Changed = false,
        IsRepaired = false,
        Objects = new ValueList<string>([]),
        RecommendedAction = finding.RecommendedAction,
        FixCommand = finding.FixCommand,
        FixCommandPowerShell = finding.FixCommandPowerShell,
    };

    private async Task ApplyStepAsync(RepairPlan plan, RepairStep step, IKubernetesClient client, OperationWriter<RepairResult> writer, CancellationToken cancellationToken)
    {
        bool isChanged = false;
        foreach (RepairChange change in step.Changes)
        {
            writer.Trace($"{plan.Context}: {change.Text}");
            isChanged |= await change.SendAsync(client, false, cancellationToken).ConfigureAwait(false);
        }

        bool? isRepaired = await VerifyAsync(plan, step, client, writer, cancellationToken).ConfigureAwait(false);
        await writer.WriteAsync(
            new RepairResult
            {
                Context = plan.Context,
                Namespace = plan.Namespace,
                Code = step.Code,
                Action = step.Action,
                Changed = isChanged,
                IsRepaired = isRepaired,
                Objects = new ValueList<string>(step.Changes.Select(change => change.Id).Distinct(StringComparer.Ordinal)),
                RecommendedAction = isRepaired == false ? "Run Test-EksConnector to check the current state." : null,
            },
            cancellationToken).ConfigureAwait(false);
        if (isRepaired == false)
        {
            writer.Fail(new EksConnectorException(
                ErrorIds.VerificationFailed,
                FailureCategory.InvalidResult,
                $"Context '{plan.Context}': {step.Action}: the change was made, but the API server does not confirm that it resolved the problem.",
                "Run Test-EksConnector. An object with the same name but different content might already exist, or the cluster might be slow.")
            {
                Target = plan.Context,
            });
        }
    }

    private async Task<bool?> VerifyAsync(RepairPlan plan, RepairStep step, IKubernetesClient client, OperationWriter<RepairResult> writer, CancellationToken cancellationToken)
    {
        if (step.ExpectedAccess.Count > 0)
        {
            return await new AccessVerifier(client, writer, _clock).WaitForAsync(step.ExpectedAccess, wanted: true, cancellationToken).ConfigureAwait(false);
        }

        if (step.FillsToken)
        {
            string secret = step.Changes[^1].Id.Split('/')[1];
            return await WaitForAsync(
                TimeoutFor(step),
                async () => !string.IsNullOrEmpty((await FindAsync(client, ResourceTypes.Secrets, plan.Namespace, secret, cancellationToken).ConfigureAwait(false))?.Data?.GetValueOrDefault(TokenKey)?.Reveal()),
                cancellationToken).ConfigureAwait(false);
        }

        if (step.Keys.Count > 0)
        {
            return await WaitForAsync(
                TimeoutFor(step),
                async () => (await Task.WhenAll(step.Keys.Select(key => key.IsDoneAsync(client, cancellationToken))).ConfigureAwait(false)).All(isDone => isDone),
                cancellationToken).ConfigureAwait(false);
        }

        (string Name, string Uid)[] pods = [.. step.Changes.Select(change => change.Pod).OfType<(string, string)>()];
        return await WaitForAsync(
            TimeoutFor(step),
            async () =>
            {
                Pod?[] now = await Task.WhenAll(pods.Select(pod => FindAsync(client, ResourceTypes.Pods, plan.Namespace, pod.Name, cancellationToken))).ConfigureAwait(false);
                return now.Zip(pods).All(pair => pair.First?.Metadata?.Uid is { } uid && uid != pair.Second.Uid);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<T?> FindAsync<T>(IKubernetesClient client, ResourceType<T> type, string @namespace, string name, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        try
        {
            return await client.GetAsync(type, @namespace, name, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.ResourceNotFound)
        {
            return null;
        }
    }

    // Returns null if the user is not permitted to check the state.
    private async Task<bool?> WaitForAsync(TimeSpan timeout, Func<Task<bool>> isSo, CancellationToken cancellationToken)
    {
        long start = _clock.GetTimestamp();
        try
        {
            while (!await isSo().ConfigureAwait(false))
            {
                if (_clock.GetElapsedTime(start) >= timeout)
                {
                    return false;
                }

                await Task.Delay(s_pause, _clock, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied)
        {
            return null;
        }
    }
}
