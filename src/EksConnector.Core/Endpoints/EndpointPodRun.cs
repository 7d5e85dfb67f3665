using System.Text;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Endpoints;

/// <summary>Tests the endpoints of a plan from temporary Pods, which are deleted even if the test fails or is canceled.</summary>
/// <param name="plan">The plan.</param>
/// <param name="client">The cluster.</param>
/// <param name="work">The receiver of progress reports.</param>
/// <param name="log">The log for warnings.</param>
/// <param name="clock">The clock.</param>
internal sealed class EndpointPodRun(EndpointPlan plan, IKubernetesClient client, FleetWork work, IOperationLog log, TimeProvider clock)
{
    private const int MaxOutputLength = 256 * 1024;

    // The exit codes of a shell and of container runtimes for a program that does not exist.
    private static readonly int[] s_noProgram = [126, 127, 128];
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    // A request that creates a Pod completes, so that the Pod is known and can be deleted.
    private static readonly TimeSpan s_completionTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_deletionTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_canceledDeletionTimeout = TimeSpan.FromSeconds(3);

    private readonly EndpointPod _settings = plan.Pod!;
    private readonly EndpointRows _rows = new(plan.Context, plan.Namespace, plan.Region);

    /// <summary>Checks whether this user is permitted to create, read and delete the Pod.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.AccessDenied"/> with all missing permissions.</exception>
    public async Task EnsurePermittedAsync(CancellationToken cancellationToken)
    {
        AccessCheck[] questions = [Check("create", "pods"), Check("get", "pods"), Check("delete", "pods"), Check("get", "pods/log")];
        bool[] answers;
        try
        {
            answers = await Task.WhenAll(questions.Select(question => client.ReviewAccessAsync(question, cancellationToken))).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId is ErrorIds.AccessDenied or ErrorIds.ResourceNotFound)
        {
            // The request that creates the Pod is then the first one that is denied.
            return;
        }

        string[] missing = [.. questions.Where((_, at) => !answers[at]).Select(question => $"{question.Verb} {question.Resource}")];
        if (missing.Length > 0)
        {
            throw new EksConnectorException(
                ErrorIds.AccessDenied,
                FailureCategory.PermissionDenied,
                $"Context '{plan.Context}': no temporary Pod was created, because this user does not have these RBAC permissions in namespace '{plan.Namespace}': {string.Join(", ", missing)}.",
                "Request these permissions, or run the command as a user who has them.")
            {
                Target = plan.Context,
            };
        }

        AccessCheck Check(string verb, string resource) => new(verb, resource) { Namespace = plan.Namespace };
    }

    /// <summary>Tests the endpoints from one Pod.</summary>
    /// <param name="node">The node of the Pod; null for any.</param>
    /// <param name="cancellationToken">A token that cancels the test. The Pod is still deleted.</param>
    public async Task<IReadOnlyList<EndpointResult>> RunAsync(string? node, CancellationToken cancellationToken)
    {
        string name = EndpointPod.NewName();
        if (node is not null && plan.NotReadyNodes.Contains(node))
        {
            // The Pod would wait there until its time limit elapses.
            return Untested(name, node, $"no temporary Pod was created, because the node '{node}' is not ready.");
        }

        Pod? pod = null;
        bool canExist = true;
        try
        {
            try
            {
                pod = await CreateAsync(name, node, cancellationToken).ConfigureAwait(false);
            }
            catch (EksConnectorException exception) when (exception.StatusCode is >= 400 and < 500)
            {
                // The permission was verified, so this is the decision of an admission controller, such as a quota or Pod Security.
                canExist = false;
                return Untested(name, node, $"the temporary Pod was not admitted: {exception.Message}");
            }

            return await TestAsync(name, pod.Metadata?.Uid, node, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId is not (ErrorIds.AccessDenied or ErrorIds.Unauthorized))
        {
            return Untested(name, node, exception.Message);
        }
        finally
        {
            if (canExist)
            {
                await DeleteAsync(name, pod?.Metadata?.Uid, cancellationToken.IsCancellationRequested ? s_canceledDeletionTimeout : s_deletionTimeout).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Deletes the Pods of interrupted tests.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="client">The cluster.</param>
    /// <param name="log">The log for warnings.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public static async Task DeleteLeftoversAsync(EndpointPlan plan, IKubernetesClient client, IOperationLog log, CancellationToken cancellationToken)
    {
        foreach (ObjectMeta leftover in plan.Leftovers)
        {
            try
            {
                await client.DeleteAsync(ResourceTypes.Pods, plan.Namespace, leftover.Name!, leftover.Uid!, dryRun: false, cancellationToken).ConfigureAwait(false);
            }
            catch (EksConnectorException exception) when (exception.ErrorId is ErrorIds.ResourceNotFound or ErrorIds.Conflict)
            {
                // Another test has deleted it.
            }
            catch (EksConnectorException exception)
            {
                log.Warn($"{plan.Context}: the Pod '{leftover.Name}' of an interrupted test could not be deleted in namespace '{plan.Namespace}': {exception.Message}");
            }
        }
    }

    private async Task<Pod> CreateAsync(string name, string? node, CancellationToken cancellationToken)
    {
        using var completion = new CancellationTokenSource();
        using CancellationTokenRegistration end = cancellationToken.Register(() => completion.CancelAfter(s_completionTimeout));
        try
        {
            // A Pod is one object that is admitted or rejected as a whole, so a dry run would add nothing.
            return await client.CreateAsync(
                ResourceTypes.Pods, plan.Namespace, _settings.ToJson(name, plan.Namespace, node, plan.Targets), dryRun: false, completion.Token).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception is { ErrorId: ErrorIds.Conflict, Reason: "AlreadyExists" })
        {
            // The name is random, so an earlier attempt of this request has created the Pod.
            return await client.GetAsync(ResourceTypes.Pods, plan.Namespace, name, completion.Token).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<EndpointResult>> TestAsync(string name, string? uid, string? node, CancellationToken cancellationToken)
    {
        work.ReportProgress($"Waiting for the temporary Pod {name}", -1, _settings.Deadline);
        long start = clock.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Pod pod = await client.GetAsync(ResourceTypes.Pods, plan.Namespace, name, cancellationToken).ConfigureAwait(false);
            if (pod.Metadata?.Uid != uid)
            {
                return Untested(name, node, "the temporary Pod was replaced by another Pod.");
            }

            bool hasEnded = EndpointPodState.HasEnded(pod);
            if (hasEnded || EndpointPodState.HasFailed(pod, clock.GetElapsedTime(start), _settings.Deadline))
            {
                IReadOnlyList<KubernetesEvent> events = await ReadEventsAsync(uid, cancellationToken).ConfigureAwait(false);
                IReadOnlyList<EndpointResult> results = hasEnded
                    ? Evaluate(name, pod, await ReadLogAsync(name, cancellationToken).ConfigureAwait(false))
                    : Untested(name, pod.Spec?.NodeName ?? node, $"the temporary Pod did not run: {EndpointPodState.Reason(plan.Context, pod, events, clock.GetUtcNow())}.");
                return RegistryEvaluator.Evaluate(events) is var (registry, verdict, time)
                    ? [.. results, _rows.Create(name, pod.Spec?.NodeName ?? node, isTemporary: true, registry, EndpointOutput.Read(string.Empty), verdict, time)]
                    : results;
            }

            await Task.Delay(s_pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private EndpointResult[] Evaluate(string name, Pod pod, string text) => [.. plan.Targets.Select(target => Evaluate(name, pod, target, EndpointOutput.Read(EndpointScript.OutputOf(text, target))))];

    private EndpointResult Evaluate(string name, Pod pod, EndpointTarget target, EndpointOutput output)
    {
        EndpointVerdict verdict = !output.IsComplete && s_noProgram.Contains(pod.StatusOf(EndpointPod.ContainerName)?.State?.Terminated?.ExitCode ?? 0)
            ? EndpointVerdict.Unknown("The endpoint could not be tested: the image does not contain a shell.")
            : new EndpointEvaluator(target, output).Evaluate();
        if (verdict.IsReachable == false && _settings.Proxy.Omitted is { Count: > 0 } omitted)
        {
            verdict = EndpointVerdict.Unknown(
                $"The endpoint could not be tested as the connector reaches it: the temporary Pod does not have the value or the credentials of {string.Join(" and ", omitted)}. {verdict.Summary}") with
            {
                RecommendedAction = "Test the endpoint again when connector-agent is running, which has the credentials of the HTTP proxy.",
            };
        }

        return _rows.Create(name, pod.Spec?.NodeName, isTemporary: true, target, output, verdict, clock.GetUtcNow());
    }

    private async Task<string> ReadLogAsync(string pod, CancellationToken cancellationToken)
    {
        Stream stream = await client.OpenLogAsync(
            plan.Namespace, pod, EndpointPod.ContainerName, new ContainerLogOptions { LimitBytes = MaxOutputLength }, inactivityTimeout: null, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            byte[] buffer = new byte[MaxOutputLength];
            int count = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return Encoding.UTF8.GetString(buffer, 0, count);
        }
    }

    private async Task<IReadOnlyList<KubernetesEvent>> ReadEventsAsync(string? uid, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.ListAsync(
                ResourceTypes.Events, plan.Namespace, new ListOptions(FieldSelector: $"involvedObject.uid={uid}"), cancellationToken).ConfigureAwait(false)).Items.OrEmpty();
        }
        catch (EksConnectorException)
        {
            // Events are optional, because the status of the Pod contains most reasons.
            return [];
        }
    }

    private IReadOnlyList<EndpointResult> Untested(string name, string? node, string why)
    {
        EndpointVerdict verdict = EndpointVerdict.Unknown($"The endpoint could not be tested: {why}") with { RecommendedAction = EndpointVerdict.MakePodRun };
        return [.. plan.Targets.Select(target => _rows.Create(name, node, isTemporary: true, target, EndpointOutput.Read(string.Empty), verdict, clock.GetUtcNow()))];
    }

    // The user's cancellation does not cancel the deletion.
    private async Task DeleteAsync(string name, string? uid, TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout, clock);
        try
        {
            uid ??= (await client.GetAsync(ResourceTypes.Pods, plan.Namespace, name, limit.Token).ConfigureAwait(false)).Metadata?.Uid;
            await client.DeleteAsync(ResourceTypes.Pods, plan.Namespace, name, uid ?? string.Empty, dryRun: false, limit.Token).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId is ErrorIds.ResourceNotFound or ErrorIds.Conflict)
        {
            // It was not created, or another user has deleted it.
        }
        catch (Exception exception) when (exception is EksConnectorException or OperationCanceledException)
        {
            string why = exception is EksConnectorException ? exception.Message : $"the API server did not respond within {Duration.ToShortText(timeout)}.";
            log.Warn($"{plan.Context}: the temporary Pod '{name}' may still exist in namespace '{plan.Namespace}': {why} It ends by itself after {Duration.ToShortText(_settings.Deadline)}, and the next test in this namespace deletes it.");
        }
    }
}
