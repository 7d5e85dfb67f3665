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
/// Mends what is safe and the connector's own. First <see cref="PlanAsync"/>, which diagnoses anew and sends reads alone; then
/// <see cref="ApplyAsync"/>, which rehearses all, writes, and lets the API server confirm it.
/// </summary>
/// <param name="kubernetes">The way to the clusters.</param>
/// <param name="aws">Gives the way to AWS; asked only where AWS is.</param>
/// <param name="clock">The caller's clock; the system's where none is given.</param>
internal sealed class RepairOperation(IKubernetesGateway kubernetes, Func<IAwsGateway> aws, TimeProvider? clock = null)
{
    private const string PlanActivity = "Checking the EKS Connector";
    private const string Activity = "Repairing the EKS Connector";
    private const string TokenKey = "token";

    // A pod that goes has thirty seconds for that, and the next one has to be made.
    private static readonly TimeSpan s_podPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan s_tokenPatience = TimeSpan.FromSeconds(10);

    // connector-proxy tries seven times, within 64 seconds.
    private static readonly TimeSpan s_keyPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Works out what is to be mended. It sends reads alone.</summary>
    /// <param name="request">Which connectors.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>A plan for each connector, also where there is nothing to mend.</returns>
    public IAsyncEnumerable<OperationEvent<RepairPlan>> PlanAsync(DiagnosisRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<RepairPlan>((writer, token) => PlanAllAsync(request, writer, token), request.Verbose, cancellationToken);
    }

    /// <summary>Mends.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="plans">The plans, with the steps that are to be carried out.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>A row for each step, and for each finding that is left to people; a failure where a step was not, or not wholly, done.</returns>
    public IAsyncEnumerable<OperationEvent<RepairResult>> ApplyAsync(
        DiagnosisRequest request, IReadOnlyList<RepairPlan> plans, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(plans);
        return Operation.RunAsync<RepairResult>((writer, token) => ApplyAllAsync(request, plans, writer, token), request.Verbose, cancellationToken);
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
                FleetMember member = await ChosenAsync(given, token).ConfigureAwait(false);
                foreach (DiagnosisSnapshot snapshot in await reader.ReadAsync(member, token).ConfigureAwait(false))
                {
                    await writer.WriteAsync(RepairRules.Plan(member.Client.Cluster, snapshot, DiagnosisVerdict.Of(snapshot).Findings), token).ConfigureAwait(false);
                    awsFailures.Report(snapshot);
                }
            },
            writer,
            cancellationToken);
    }

    // What is diagnosed is what was chosen, even where another installation turns up in the meantime.
    internal static async Task<FleetMember> ChosenAsync(FleetMember member, CancellationToken cancellationToken)
    {
        if (member.Namespace is not null)
        {
            return member;
        }

        (_, StatefulSet? found) = await new ChangeTarget(member.Client).FindAsync(cancellationToken).ConfigureAwait(false);
        return member with { Namespace = found?.Metadata?.Namespace ?? ConnectorNames.Namespace };
    }

    private async Task ApplyAllAsync(
        DiagnosisRequest request, IReadOnlyList<RepairPlan> plans, OperationWriter<RepairResult> writer, CancellationToken cancellationToken)
    {
        if (plans.Count == 0)
        {
            return;
        }

        using var progress = new FleetProgress(Activity, plans.Count, _clock, writer.Report);
        await Operation.ForEachClusterAsync(
            plans,
            request.ThrottleLimit,
            plan => plan.Context,
            (plan, token) => progress.NameAsync(plan.Context, work => ApplyPlanAsync(request, plan, work, writer, token)),
            progress.OneDone,
            request.KeepsOrder,
            writer,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task ApplyPlanAsync(DiagnosisRequest request, RepairPlan plan, FleetWork work, OperationWriter<RepairResult> writer, CancellationToken cancellationToken)
    {
        using IKubernetesClient client = await kubernetes.ConnectAsync(
            plan.Cluster, request.Source.RequestTimeout, writer, cancellationToken).ConfigureAwait(false);

        // All objects in rehearsal before the first one really.
        foreach (RepairChange change in plan.Steps.SelectMany(step => step.Changes))
        {
            await change.SendAsync(client, true, cancellationToken).ConfigureAwait(false);
        }

        for (int i = 0; i < plan.Steps.Count; i++)
        {
            RepairStep step = plan.Steps[i];
            work.Tell(step.Action, i * 100 / plan.Steps.Count, step.Proof.Count > 0 ? null : PatienceFor(step));
            await MendAsync(plan, step, client, writer, cancellationToken).ConfigureAwait(false);
        }

        foreach (Finding finding in plan.Left)
        {
            await writer.WriteAsync(Left(plan, finding), cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan PatienceFor(RepairStep step) => step.FillsToken ? s_tokenPatience : step.Keys.Count > 0 ? s_keyPatience : s_podPatience;

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

    private async Task MendAsync(RepairPlan plan, RepairStep step, IKubernetesClient client, OperationWriter<RepairResult> writer, CancellationToken cancellationToken)
    {
        bool isChanged = false;
        foreach (RepairChange change in step.Changes)
        {
            writer.Trace($"{plan.Context}: {change.Text}");
            isChanged |= await change.SendAsync(client, false, cancellationToken).ConfigureAwait(false);
        }

        bool? isRepaired = await ProveAsync(plan, step, client, writer, cancellationToken).ConfigureAwait(false);
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

    private async Task<bool?> ProveAsync(RepairPlan plan, RepairStep step, IKubernetesClient client, OperationWriter<RepairResult> writer, CancellationToken cancellationToken)
    {
        if (step.Proof.Count > 0)
        {
            return await new AccessProof(client, writer, _clock).UntilAsync(step.Proof, wanted: true, cancellationToken).ConfigureAwait(false);
        }

        if (step.FillsToken)
        {
            string secret = step.Changes[^1].Id.Split('/')[1];
            return await UntilAsync(
                PatienceFor(step),
                async () => !string.IsNullOrEmpty((await FindAsync(client, ResourceTypes.Secrets, plan.Namespace, secret, cancellationToken).ConfigureAwait(false))?.Data?.GetValueOrDefault(TokenKey)?.Reveal()),
                cancellationToken).ConfigureAwait(false);
        }

        if (step.Keys.Count > 0)
        {
            return await UntilAsync(
                PatienceFor(step),
                async () => (await Task.WhenAll(step.Keys.Select(key => key.IsDoneAsync(client, cancellationToken))).ConfigureAwait(false)).All(isDone => isDone),
                cancellationToken).ConfigureAwait(false);
        }

        (string Name, string Uid)[] pods = [.. step.Changes.Select(change => change.Pod).OfType<(string, string)>()];
        return await UntilAsync(
            PatienceFor(step),
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

    // Null where it may not be looked at.
    private async Task<bool?> UntilAsync(TimeSpan patience, Func<Task<bool>> isSo, CancellationToken cancellationToken)
    {
        long start = _clock.GetTimestamp();
        try
        {
            while (!await isSo().ConfigureAwait(false))
            {
                if (_clock.GetElapsedTime(start) >= patience)
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
