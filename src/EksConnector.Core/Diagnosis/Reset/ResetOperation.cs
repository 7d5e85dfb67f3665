using EksConnector.Core.Aws;
using EksConnector.Core.Diagnosis.Reading;
using EksConnector.Core.Diagnosis.Repair;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>
/// Resets the activation of connectors. Planning only reads; applying performs and verifies each step.
/// </summary>
/// <param name="kubernetes">The Kubernetes gateway.</param>
/// <param name="aws">Returns the AWS gateway; called only if AWS is needed.</param>
/// <param name="clock">The clock; null for the system clock.</param>
internal sealed class ResetOperation(IKubernetesGateway kubernetes, Func<IAwsGateway> aws, TimeProvider? clock = null)
{
    private const string PlanActivity = "Checking the activation of the EKS Connector";
    private const string Activity = "Resetting the activation of the EKS Connector";
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>The time limits.</summary>
    public ResetLimits Limits { get; init; } = new();

    /// <summary>Plans the resets. It only reads.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A plan for each connector; an error if its activation cannot be reset or does not have to be.</returns>
    public IAsyncEnumerable<OperationEvent<ResetPlan>> PlanAsync(ResetRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<ResetPlan>((writer, token) => PlanAllAsync(request, writer, token), request.Verbose, cancellationToken);
    }

    /// <summary>Applies plans.</summary>
    /// <param name="request">The request.</param>
    /// <param name="plans">The plans.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A result for each applied plan; an error if a step failed or the connector did not connect in time.</returns>
    public IAsyncEnumerable<OperationEvent<ResetResult>> ApplyAsync(
        ResetRequest request, IReadOnlyList<ResetPlan> plans, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(plans);
        return Operation.RunAsync<ResetResult>((writer, token) => FleetPlans.ApplyAsync(
                plans, plan => plan.Context, Activity, request, (plan, work, applyToken) => ApplyAsync(request, plan, work, writer, applyToken), writer, _clock, token), request.Verbose, cancellationToken);
    }

    private Task PlanAllAsync(ResetRequest request, OperationWriter<ResetPlan> writer, CancellationToken cancellationToken) =>
        new Fleet(kubernetes, _clock).RunAsync(
            request with { KeepsOrder = true },
            PlanActivity,
            async (given, token) =>
            {
                FleetMember member = await RepairOperation.SelectInstallationAsync(given, token).ConfigureAwait(false);
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

        // After an interrupted reset, the cluster may no longer contain the name of its registration.
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
            // The dry run of each step reports missing permissions as well.
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

    // Adds the root cause to the error if it can be determined.
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
