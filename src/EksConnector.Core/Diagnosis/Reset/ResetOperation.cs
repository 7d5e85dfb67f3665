using EksConnector.Core.Aws;
using EksConnector.Core.Diagnosis.Reading;
using EksConnector.Core.Diagnosis.Repair;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>
/// Gives connectors a working activation. Planning only reads; applying makes and
/// verifies each step.
/// </summary>
/// <param name="kubernetes">The way to the clusters.</param>
/// <param name="aws">Gives the way to AWS; called only where AWS is needed.</param>
/// <param name="clock">The clock; the system's if it is null.</param>
internal sealed class ResetOperation(IKubernetesGateway kubernetes, Func<IAwsGateway> aws, TimeProvider? clock = null)
{
    private const string PlanActivity = "Checking the activation of the EKS Connector";
    private const string Activity = "Resetting the activation of the EKS Connector";
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>The time limits.</summary>
    public ResetLimits Limits { get; init; } = new();

    /// <summary>Plans what is to be done. It only reads.</summary>
    /// <param name="request">Which connectors, and how.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>A plan for each connector; a failure where its activation cannot be reset, or does not have to be.</returns>
    public IAsyncEnumerable<OperationEvent<ResetPlan>> PlanAsync(ResetRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<ResetPlan>((writer, token) => PlanAllAsync(request, writer, token), request.Verbose, cancellationToken);
    }

    /// <summary>Carries plans out.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="plans">The plans.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>A result for each plan that was carried out; a failure where a step failed, or the connector did not connect in time.</returns>
    public IAsyncEnumerable<OperationEvent<ResetResult>> ApplyAsync(
        ResetRequest request, IReadOnlyList<ResetPlan> plans, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(plans);
        return Operation.RunAsync<ResetResult>((writer, token) => ApplyAllAsync(request, plans, writer, token), request.Verbose, cancellationToken);
    }

    private Task PlanAllAsync(ResetRequest request, OperationWriter<ResetPlan> writer, CancellationToken cancellationToken) =>
        new Fleet(kubernetes, _clock).RunAsync(
            request with { KeepsOrder = true },
            PlanActivity,
            async (given, token) =>
            {
                FleetMember member = await RepairOperation.ChosenAsync(given, token).ConfigureAwait(false);
                ResetPlan plan = request.Activations.Count > 0
                    ? await PlanGivenAsync(request, member, given.Namespace, writer, token).ConfigureAwait(false)
                    : await PlanAsync(request, member, writer, token).ConfigureAwait(false);
                await EnsurePermittedAsync(plan, member.Client, token).ConfigureAwait(false);
                if (plan.Warning is { } warning)
                {
                    writer.Warn(warning);
                }

                await writer.WriteAsync(plan, token).ConfigureAwait(false);
            },
            writer,
            cancellationToken);

    private async Task<ResetPlan> PlanAsync(ResetRequest request, FleetMember member, OperationWriter<ResetPlan> writer, CancellationToken cancellationToken)
    {
        ResetRecord? record = await ResetRecord.FindAsync(member.Client, member.Namespace!, cancellationToken).ConfigureAwait(false);

        // After an interrupted reset, the cluster itself may no longer name its registration.
        ResetRequest known = record is null
            ? request
            : request with
            {
                Registrations =
                [
                    .. request.Registrations.Where(registration => registration.ClusterName is not null || registration.Region is not null),
                    new ActivationTarget(member.Context, record.Registration.ClusterName, record.Registration.Region),
                ],
            };
        DiagnosisSnapshot snapshot = (await new DiagnosisReader(aws, known, writer, _clock).ReadAsync(member, cancellationToken).ConfigureAwait(false))[0];
        return ResetRules.Plan(member.Client.Cluster, snapshot, DiagnosisVerdict.Of(snapshot), record, request);
    }

    private async Task<ResetPlan> PlanGivenAsync(
        ResetRequest request, FleetMember member, string? @namespace, OperationWriter<ResetPlan> writer, CancellationToken cancellationToken)
    {
        GivenActivation[] given = [.. request.Activations.Where(activation =>
            (activation.Context is null || string.Equals(activation.Context, member.Context, StringComparison.OrdinalIgnoreCase)) && activation.Namespace == @namespace)];
        if (given.Length != 1)
        {
            throw new EksConnectorException(
                ErrorIds.InvalidParameter,
                FailureCategory.InvalidArgument,
                given.Length == 0
                    ? $"No activation was specified for the context '{member.Context}'."
                    : $"{given.Length} activations were specified for the context '{member.Context}'.",
                "Specify one activation for each connector, and the name of its context without wildcards.")
            {
                Target = member.Context,
            };
        }

        var reader = new DiagnosisReader(aws, request with { SkipAws = true }, writer, _clock) { IsWhole = false };
        DiagnosisSnapshot snapshot = (await reader.ReadAsync(member, cancellationToken).ConfigureAwait(false))[0];
        return ResetRules.Plan(member.Client.Cluster, snapshot, given[0]);
    }

    private static async Task EnsurePermittedAsync(ResetPlan plan, IKubernetesClient client, CancellationToken cancellationToken)
    {
        AccessCheck[] questions = [.. plan.Permissions()];
        bool[] answers;
        try
        {
            answers = await Task.WhenAll(questions.Select(question => client.ReviewAccessAsync(question, cancellationToken))).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId is ErrorIds.AccessDenied or ErrorIds.ResourceNotFound)
        {
            // The dry run of each step says the same later.
            return;
        }

        string[] missing = [.. questions.Where((_, at) => !answers[at]).Select(Shown).Distinct(StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            throw new EksConnectorException(
                ErrorIds.AccessDenied,
                FailureCategory.PermissionDenied,
                $"Context '{plan.Context}': nothing was changed, because this user does not have these RBAC permissions in namespace '{plan.Namespace}': {string.Join(", ", missing)}.",
                "Request these permissions, or run the command as a user who has them.")
            {
                Target = plan.Context,
            };
        }

        static string Shown(AccessCheck question) => $"{question.Verb} {question.Resource}{(question.Name is null ? string.Empty : "/" + question.Name)}";
    }

    private async Task ApplyAllAsync(
        ResetRequest request, IReadOnlyList<ResetPlan> plans, OperationWriter<ResetResult> writer, CancellationToken cancellationToken)
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
            (plan, token) => progress.TrackAsync(plan.Context, work => ApplyAsync(request, plan, work, writer, token)),
            progress.CompleteItem,
            request.KeepsOrder,
            writer,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task ApplyAsync(ResetRequest request, ResetPlan plan, FleetWork work, OperationWriter<ResetResult> writer, CancellationToken cancellationToken)
    {
        using IKubernetesClient client = await kubernetes.ConnectAsync(plan.Cluster, request.Source.RequestTimeout, writer, cancellationToken).ConfigureAwait(false);
        IAwsSession? session = plan.Given is null
            ? await aws().ConnectAsync(request.Aws with { Region = plan.Region }, writer, cancellationToken).ConfigureAwait(false)
            : null;
        ResetResult result = await new ResetRun(plan, client, session, work, writer, _clock) { Limits = Limits, WaitTimeout = request.WaitTimeout }
            .RunAsync(cancellationToken).ConfigureAwait(false);
        await writer.WriteAsync(result, cancellationToken).ConfigureAwait(false);
        if (!result.IsConnected)
        {
            writer.Fail(await TimeoutAsync(request, plan, result, client, writer, cancellationToken).ConfigureAwait(false));
        }
    }

    // What keeps the connector from connecting is found out where it can be.
    private async Task<EksConnectorException> TimeoutAsync(
        ResetRequest request, ResetPlan plan, ResetResult result, IKubernetesClient client, OperationWriter<ResetResult> writer, CancellationToken cancellationToken)
    {
        string? cause = null, action = null;
        try
        {
            var reader = new DiagnosisReader(aws, request with { SkipAws = plan.Given is not null }, writer, _clock);
            var member = new FleetMember(client, plan.Namespace, IsOnlyCluster: false);
            EksConnector.Diagnosis diagnosis = DiagnosisVerdict.Of((await reader.ReadAsync(member, cancellationToken).ConfigureAwait(false))[0]);
            cause = diagnosis.RootCause is { } root ? $" The root cause is {root}: {diagnosis.Summary}" : null;
            action = diagnosis.RootCause is null ? null : diagnosis.RecommendedAction;
        }
        catch (EksConnectorException exception)
        {
            writer.Trace($"{plan.Context}: the cause was not determined: {exception.Message}");
        }

        string state = plan.Given is null
            ? $"Amazon EKS reports the status {result.EksStatus ?? "unknown"}, and Systems Manager reports the agents as {result.AgentPing ?? "unknown"}."
            : "Not all replicas have registered.";
        return new EksConnectorException(
            ErrorIds.WaitTimeout,
            FailureCategory.OperationTimeout,
            $"Context '{plan.Context}': the activation was reset, but the connector did not connect within {Duration.ToShortText(request.WaitTimeout)}. {state}{cause}",
            $"{action ?? "Run Test-EksConnector to find out why."} Then run the same command again: it continues to wait and registers the cluster again only if that is necessary.")
        {
            Target = plan.Context,
        };
    }
}
