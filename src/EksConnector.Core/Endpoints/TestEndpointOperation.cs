using System.Text;
using EksConnector.Core.Connector;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Endpoints;

/// <summary>
/// Tests whether Pods reach AWS, on one cluster or on many. <see cref="RunAsync"/> tests from the containers of connector-agent, and plans
/// temporary Pods where no agent is running; it changes nothing. <see cref="ApplyAsync"/> tests from temporary Pods.
/// </summary>
/// <param name="gateway">The Kubernetes gateway.</param>
/// <param name="clock">The clock; null for the system clock.</param>
internal sealed class TestEndpointOperation(IKubernetesGateway gateway, TimeProvider? clock = null)
{
    private const string Activity = "Testing the AWS endpoints";
    private const int MaxConcurrentPods = 4;
    private const int MaxOutputLength = 64 * 1024;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Tests the endpoints from running agents, and plans the other tests.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A result for each Pod and endpoint, a plan for each installation that requires a change, and an error for each cluster without a test.</returns>
    public IAsyncEnumerable<OperationEvent<EndpointOutcome>> RunAsync(EndpointRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<EndpointOutcome>(
            (writer, token) => new Fleet(gateway, _clock).RunAsync(
                request, Activity, (member, memberToken) => TestClusterAsync(member, request, writer, memberToken), writer, token),
            request.Verbose,
            cancellationToken);
    }

    /// <summary>Tests the endpoints from temporary Pods.</summary>
    /// <param name="request">The request.</param>
    /// <param name="plans">The plans that the user confirmed.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A result for each Pod and endpoint; an error for each plan that could not be applied.</returns>
    public IAsyncEnumerable<OperationEvent<EndpointResult>> ApplyAsync(
        EndpointRequest request, IReadOnlyList<EndpointPlan> plans, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(plans);
        return Operation.RunAsync<EndpointResult>(
            (writer, token) => FleetPlans.ApplyAsync(
                plans, plan => plan.Context, Activity, request, (plan, work, applyToken) => ApplyPlanAsync(request, plan, work, writer, applyToken), writer, _clock, token),
            request.Verbose,
            cancellationToken);
    }

    private async Task TestClusterAsync(FleetMember member, EndpointRequest request, OperationWriter<EndpointOutcome> writer, CancellationToken cancellationToken)
    {
        var reader = new ConnectorReader(member.Client, writer, _clock, isSequential: !member.IsOnlyCluster);
        var planner = new EndpointPlanner(member.Client, request, _clock);
        IReadOnlyList<ConnectorSnapshot> snapshots;
        try
        {
            snapshots = await reader.ReadAsync(member.Namespace, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.ConnectorNotInstalled)
        {
            EndpointPlan plan = await planner.PlanWithoutConnectorAsync(member.Namespace, exception, cancellationToken).ConfigureAwait(false);
            await writer.WriteAsync(new EndpointOutcome(null, plan), cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (ConnectorSnapshot snapshot in snapshots)
        {
            try
            {
                await TestInstallationAsync(member.Client, snapshot, planner, request, writer, cancellationToken).ConfigureAwait(false);
            }
            catch (EksConnectorException exception)
            {
                // The other installations are still tested.
                writer.Fail(exception.WithTarget(snapshot.Context));
            }
        }
    }

    private async Task TestInstallationAsync(
        IKubernetesClient client,
        ConnectorSnapshot snapshot,
        EndpointPlanner planner,
        EndpointRequest request,
        OperationWriter<EndpointOutcome> writer,
        CancellationToken cancellationToken)
    {
        ILookup<bool, Pod> pods = snapshot.Pods.Where(pod => pod.Metadata?.Name is not null).ToLookup(HasAgent);
        Pod[] running = request.IsTemporaryOnly ? [] : [.. pods[true].OrderBy(pod => pod.Metadata!.Name, StringComparer.Ordinal)];
        PodSpec? workload = snapshot.StatefulSet?.Spec?.Template?.Spec ?? (snapshot.Pods.Count > 0 ? snapshot.Pods[0].Spec : null);
        ActivationSettings? settings = SettingsReader.Read(workload, string.Empty, isHelm: false);
        string region = request.Region ?? settings?.Region.Value ?? throw NoRegion(snapshot);
        IReadOnlyList<EndpointTarget> targets = EndpointTarget.Of(region, settings?.Endpoint);
        if (settings?.IsEndpointUnknown == true)
        {
            writer.Warn($"{snapshot.Context}: the endpoint in --agent.endpoint of connector-init in namespace '{snapshot.Namespace}' is not tested, because its value comes from a source that this module does not read, such as a ConfigMap.");
        }

        EndpointPlan plan = await planner.PlanAsync(snapshot.Namespace, region, running.Length == 0 ? targets : [], workload, cancellationToken).ConfigureAwait(false);
        if (plan.Pod is not null || plan.Leftovers.Count > 0)
        {
            await writer.WriteAsync(new EndpointOutcome(null, plan), cancellationToken).ConfigureAwait(false);
        }

        if (plan.Pod?.Proxy.Omitted is { Count: > 0 } omitted)
        {
            writer.Warn($"{snapshot.Context}: the temporary Pod in namespace '{snapshot.Namespace}' does not get the value or the credentials of {string.Join(" and ", omitted)}, because they can be secret.");
        }

        if (running.Length == 0)
        {
            return;
        }

        foreach (Pod pod in pods[false])
        {
            writer.Warn($"{snapshot.Context}: Pod '{pod.Metadata!.Name}' is omitted: connector-agent is not running in it.");
        }

        var rows = new EndpointRows(snapshot.Context, snapshot.Namespace, region);
        var results = new EndpointResult[running.Length][];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, running.Length),
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrentPods, CancellationToken = cancellationToken },
            async (index, token) => results[index] = await Task.WhenAll(targets.Select(
                target => TestAsync(client, rows, running[index], target, request, token))).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (EndpointResult result in results.SelectMany(row => row))
        {
            await writer.WriteAsync(new EndpointOutcome(result, null), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ApplyPlanAsync(EndpointRequest request, EndpointPlan plan, FleetWork work, OperationWriter<EndpointResult> writer, CancellationToken cancellationToken)
    {
        using IKubernetesClient client = await gateway.ConnectAsync(plan.Cluster, request.Source.RequestTimeout, writer, cancellationToken).ConfigureAwait(false);
        await EndpointPodRun.DeleteLeftoversAsync(plan, client, writer, cancellationToken).ConfigureAwait(false);
        if (plan.Pod is null)
        {
            return;
        }

        var run = new EndpointPodRun(plan, client, work, writer, _clock);
        await run.EnsurePermittedAsync(cancellationToken).ConfigureAwait(false);
        var results = new IReadOnlyList<EndpointResult>[plan.Nodes.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, plan.Nodes.Count),
            new ParallelOptions { MaxDegreeOfParallelism = request.ThrottleLimit, CancellationToken = cancellationToken },
            async (index, token) => results[index] = await run.RunAsync(plan.Nodes[index], token).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (EndpointResult result in results.SelectMany(row => row))
        {
            await writer.WriteAsync(result, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<EndpointResult> TestAsync(
        IKubernetesClient client, EndpointRows rows, Pod pod, EndpointTarget target, EndpointRequest request, CancellationToken cancellationToken)
    {
        EndpointOutput parsed = EndpointOutput.Read(string.Empty);
        EndpointVerdict verdict;
        try
        {
            (string? output, string why) = await RunScriptAsync(client, rows.Namespace, pod.Metadata!.Name!, target, request.StepTimeout, cancellationToken).ConfigureAwait(false);
            parsed = EndpointOutput.Read(output ?? string.Empty);
            verdict = output is null ? EndpointVerdict.Unknown($"The endpoint could not be tested: {why}") : new EndpointEvaluator(target, parsed).Evaluate();
        }
        catch (EksConnectorException exception) when (exception.ErrorId is not ErrorIds.AccessDenied)
        {
            verdict = EndpointVerdict.Unknown($"The endpoint could not be tested: {exception.Message}");
        }

        return rows.Create(pod.Metadata!.Name!, pod.Spec?.NodeName, isTemporary: false, target, parsed, verdict, _clock.GetUtcNow());
    }

    private async Task<(string? Output, string Why)> RunScriptAsync(
        IKubernetesClient client, string @namespace, string pod, EndpointTarget target, TimeSpan stepTimeout, CancellationToken cancellationToken)
    {
        TimeSpan limit = EndpointScript.Limit(stepTimeout);
        using var timeout = new CancellationTokenSource(limit, _clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            IContainerCommand run = await client.ExecAsync(
                @namespace, pod, ConnectorNames.AgentContainer, EndpointScript.Test(target, stepTimeout), limit, either.Token).ConfigureAwait(false);
            await using (run.ConfigureAwait(false))
            {
                byte[] buffer = new byte[MaxOutputLength];
                int count = await run.Output.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, either.Token).ConfigureAwait(false);
                if (count == buffer.Length)
                {
                    return (null, "the output of the container is too long.");
                }

                ContainerExit exit = await run.WaitForExitAsync(either.Token).ConfigureAwait(false);
                return exit.ExitCode is 126 or 127 or < 0
                    ? (null, "the container does not have a shell.")
                    : (Encoding.UTF8.GetString(buffer, 0, count), string.Empty);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"the container did not respond within {Duration.ToShortText(limit)}.");
        }
    }

    private static bool HasAgent(Pod pod) =>
        (pod.Status?.ContainerStatuses).OrEmpty().Any(status => status.Name == ConnectorNames.AgentContainer && status.State?.Running is not null);

    private static EksConnectorException NoRegion(ConnectorSnapshot snapshot) => new(
        ErrorIds.AwsRegionMissing,
        FailureCategory.InvalidArgument,
        $"Context '{snapshot.Context}': the Region of the connector in namespace '{snapshot.Namespace}' is unknown.",
        "Specify it with -Region.")
    {
        Target = snapshot.Context,
    };
}
