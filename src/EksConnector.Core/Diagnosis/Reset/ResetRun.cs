using EksConnector.Core.Aws;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>
/// Applies one plan step by step. Each step is verified and can be repeated: if a step fails, the error lists the completed steps, and a
/// second run completes the reset.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="client">The cluster.</param>
/// <param name="aws">The AWS session; null if AWS is not needed.</param>
/// <param name="work">The progress of the cluster.</param>
/// <param name="log">The log of the operation.</param>
/// <param name="clock">The clock.</param>
internal sealed class ResetRun(ResetPlan plan, IKubernetesClient client, IAwsSession? aws, FleetWork work, IOperationLog log, TimeProvider clock)
{
    private readonly List<string> _completed = [];

    /// <summary>The time limits.</summary>
    public ResetLimits Limits { get; init; } = new();

    /// <summary>The maximum time to wait for the connection.</summary>
    public TimeSpan WaitTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Runs the steps.</summary>
    /// <param name="cancellationToken">A token that cancels the reset between two steps or within a step.</param>
    /// <returns>The result, even if the connector did not connect in time.</returns>
    /// <exception cref="EksConnectorException">A step failed.</exception>
    public async Task<ResetResult> RunAsync(CancellationToken cancellationToken)
    {
        var cluster = new ClusterSteps(plan, client, Limits, clock);
        RegistrationSteps? registration = plan.Registration is { } wanted ? new RegistrationSteps(wanted, plan.CurrentActivationId, aws!.Eks, Limits, clock) : null;

        work.ReportProgress("Validating the changes with a dry run", 0);
        await TryAsync("validate the changes", () => cluster.DryRunAsync(cancellationToken), isChange: false).ConfigureAwait(false);
        EksRegistration? made = null;
        if (registration is not null)
        {
            if (plan.Deregisters)
            {
                made = await TryAsync("check the permissions in AWS", () => registration.CheckAsync(cancellationToken), isChange: false).ConfigureAwait(false);
                if (made is not null)
                {
                    _completed.Add($"register the cluster '{plan.ClusterName}'");
                }
            }

            await StepAsync($"store the settings of the registration in Secret/{ResetRecord.SecretName}", 5, () => cluster.SaveRecordAsync(cancellationToken)).ConfigureAwait(false);
            if (plan.Deregisters && made is null)
            {
                await StepAsync($"deregister the cluster '{plan.ClusterName}'", 10, () => registration.DeregisterAsync(cancellationToken), Limits.Deregistration).ConfigureAwait(false);
            }

            if (made is null)
            {
                await StepAsync(
                    $"register the cluster '{plan.ClusterName}'",
                    20,
                    async () => made = await registration.RegisterAsync(cancellationToken).ConfigureAwait(false),
                    Limits.Registration).ConfigureAwait(false);
            }
        }

        (string Id, SecretText Code)? activation = made is not null ? (made.ActivationId, made.ActivationCode) : plan.Given is { } given ? (given.Id, given.Code) : null;
        string id = activation?.Id ?? plan.CurrentActivationId!;
        if (activation is { } current)
        {
            await StepAsync($"write the activation code to Secret/{plan.CodeSecret}", 40, () => cluster.WriteCodeAsync(current.Code, cancellationToken)).ConfigureAwait(false);
        }

        if (plan.StateSecrets.Count > 0)
        {
            await StepAsync("delete the state Secrets of other activations", 50, () => cluster.DeleteStatesAsync(id, cancellationToken)).ConfigureAwait(false);
        }

        if (activation is not null)
        {
            await StepAsync($"set the activation ID and the Region in StatefulSet/{ConnectorNames.StatefulSet}", 55, () => cluster.SetTemplateAsync(id, cancellationToken)).ConfigureAwait(false);
        }

        await StepAsync("re-create the Pods", 60, () => cluster.RestartAsync(id, cancellationToken), Limits.Pods).ConfigureAwait(false);
        ConnectionState state = await TryAsync(
            "wait for the connection",
            () => new ConnectionWait(plan, id, client, aws, work, log, clock) { Pause = Limits.Pause }.RunAsync(WaitTimeout, cancellationToken),
            isChange: true).ConfigureAwait(false);
        if (state.IsConnected)
        {
            await TryAsync("delete the stored settings", () => cluster.DeleteRecordAsync(cancellationToken), isChange: true).ConfigureAwait(false);
        }

        return new ResetResult
        {
            Context = plan.Context,
            Namespace = plan.Namespace,
            ClusterName = plan.ClusterName,
            Region = plan.Region,
            ActivationId = id,
            PreviousActivationId = plan.CurrentActivationId == id ? null : plan.CurrentActivationId,
            ActivationExpiry = made?.Cluster.ConnectorConfig?.ActivationExpiry?.ToLocalTime(),
            Changed = cluster.HasChanged || made is not null,
            IsConnected = state.IsConnected,
            EksStatus = state.EksStatus,
            AgentPing = state.AgentPing,
            Steps = new ValueList<string>(_completed),
        };
    }

    private Task<bool> StepAsync(string text, int percent, Func<Task> run, TimeSpan? limit = null)
    {
        work.ReportProgress(char.ToUpperInvariant(text[0]) + text[1..], percent, limit);
        log.Trace($"{plan.Context}: {text}");
        return TryAsync(
            text,
            async () =>
            {
                await run().ConfigureAwait(false);
                _completed.Add(text);
                return true;
            },
            isChange: true);
    }

    private Task<bool> TryAsync(string text, Func<Task> run, bool isChange) => TryAsync(
        text,
        async () =>
        {
            await run().ConfigureAwait(false);
            return true;
        },
        isChange);

    private async Task<T> TryAsync<T>(string text, Func<Task<T>> run, bool isChange)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (EksConnectorException exception)
        {
            throw Stopped(text, exception, isChange);
        }
    }

    private EksConnectorException Stopped(string text, EksConnectorException exception, bool isChange)
    {
        bool isPartial = isChange && _completed.Count > 0;
        string done = _completed.Count > 0 ? $"Completed: {string.Join("; ", _completed)}." : isChange ? "No step was completed." : "Nothing was changed.";
        return new EksConnectorException(
            isPartial ? ErrorIds.ChangeIncomplete : exception.ErrorId,
            exception.Category,
            $"Context '{plan.Context}': the reset of the activation stopped at the step '{text}'. {done} {exception.Message}",
            isPartial ? $"{exception.RecommendedAction} Then run the same command again: it completes the reset." : exception.RecommendedAction)
        {
            Target = plan.Context,
            StatusCode = exception.StatusCode,
            Reason = exception.Reason,
        };
    }
}
