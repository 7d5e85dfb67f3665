using System.Text;
using EksConnector.Core.Connector;
using EksConnector.Core.Findings.Catalogue;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Endpoints;

/// <summary>Tests from the containers of connector-agent whether they reach AWS, on one cluster or on many.</summary>
/// <param name="gateway">The Kubernetes gateway.</param>
/// <param name="clock">The clock; null for the system clock.</param>
public sealed class TestEndpointOperation(IKubernetesGateway gateway, TimeProvider? clock = null)
{
    private const string Activity = "Testing the AWS endpoints";
    private const int MaxConcurrentPods = 4;
    private const int MaxOutputLength = 64 * 1024;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Tests the endpoints.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A result for each Pod and endpoint; an error for each cluster or installation without a test.</returns>
    public IAsyncEnumerable<OperationEvent<EndpointResult>> RunAsync(EndpointRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<EndpointResult>(
            (writer, token) => new Fleet(gateway, _clock).RunAsync(
                request, Activity, (member, memberToken) => TestClusterAsync(member, request, writer, memberToken), writer, token),
            request.Verbose,
            cancellationToken);
    }

    private async Task TestClusterAsync(FleetMember member, EndpointRequest request, OperationWriter<EndpointResult> writer, CancellationToken cancellationToken)
    {
        var reader = new ConnectorReader(member.Client, writer, _clock, isSequential: !member.IsOnlyCluster);
        foreach (ConnectorSnapshot snapshot in await reader.ReadAsync(member.Namespace, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await TestInstallationAsync(member.Client, snapshot, request, writer, cancellationToken).ConfigureAwait(false);
            }
            catch (EksConnectorException exception)
            {
                // The other installations are still tested.
                writer.Fail(exception.WithTarget(snapshot.Context));
            }
        }
    }

    private async Task TestInstallationAsync(
        IKubernetesClient client, ConnectorSnapshot snapshot, EndpointRequest request, OperationWriter<EndpointResult> writer, CancellationToken cancellationToken)
    {
        ILookup<bool, Pod> pods = snapshot.Pods.Where(pod => pod.Metadata?.Name is not null).ToLookup(HasAgent);
        Pod[] running = [.. pods[true].OrderBy(pod => pod.Metadata!.Name, StringComparer.Ordinal)];
        if (running.Length == 0)
        {
            throw NoAgent(snapshot);
        }

        foreach (Pod pod in pods[false])
        {
            writer.Warn($"{snapshot.Context}: Pod '{pod.Metadata!.Name}' is omitted: connector-agent is not running in it.");
        }

        ActivationSettings? settings = SettingsReader.Read(snapshot.StatefulSet?.Spec?.Template?.Spec ?? running[0].Spec, string.Empty, isHelm: false);
        string region = request.Region ?? settings?.Region.Value ?? throw NoRegion(snapshot);
        IReadOnlyList<EndpointTarget> targets = EndpointTarget.Of(region, settings?.Endpoint);
        if (settings?.IsEndpointUnknown == true)
        {
            writer.Warn($"{snapshot.Context}: the endpoint in --agent.endpoint of connector-init in namespace '{snapshot.Namespace}' is not tested, because its value comes from a source that this module does not read, such as a ConfigMap.");
        }

        var results = new EndpointResult[running.Length][];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, running.Length),
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrentPods, CancellationToken = cancellationToken },
            async (index, token) => results[index] = await Task.WhenAll(targets.Select(
                target => TestAsync(client, snapshot, running[index], target, region, request, token))).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (EndpointResult result in results.SelectMany(rows => rows))
        {
            await writer.WriteAsync(result, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<EndpointResult> TestAsync(
        IKubernetesClient client,
        ConnectorSnapshot snapshot,
        Pod pod,
        EndpointTarget target,
        string region,
        EndpointRequest request,
        CancellationToken cancellationToken)
    {
        EndpointOutput parsed = EndpointOutput.Read(string.Empty);
        EndpointVerdict verdict;
        try
        {
            (string? output, string why) = await RunAsync(client, snapshot.Namespace, pod.Metadata!.Name!, target, request.StepTimeout, cancellationToken).ConfigureAwait(false);
            parsed = EndpointOutput.Read(output ?? string.Empty);
            verdict = output is null ? EndpointVerdict.Unknown($"The endpoint could not be tested: {why}") : new EndpointEvaluator(target, parsed).Evaluate();
        }
        catch (EksConnectorException exception) when (exception.ErrorId is not ErrorIds.AccessDenied)
        {
            verdict = EndpointVerdict.Unknown($"The endpoint could not be tested: {exception.Message}");
        }

        FindingDefinition? finding = verdict.FindingCode is { } code ? FindingCatalogue.Row(code) : null;
        return new EndpointResult
        {
            Context = snapshot.Context,
            Namespace = snapshot.Namespace,
            Pod = pod.Metadata!.Name!,
            NodeName = pod.Spec?.NodeName,
            Endpoint = target.Name,
            HostName = target.Host,
            Port = target.Uri.Port,
            IsReachable = verdict.IsReachable,
            FailedStep = verdict.FailedStep,
            Addresses = new ValueList<string>(parsed.Addresses),
            CertificateIssuer = parsed.Issuer,
            HttpStatus = parsed.HttpStatus,
            Proxy = parsed.Proxy,
            DnsTime = parsed.DnsTime,
            ConnectTime = parsed.ConnectTime,
            TlsTime = parsed.TlsTime,
            ResponseTime = parsed.ResponseTime,
            Tools = new ValueList<string>(parsed.Tools),
            FindingCode = verdict.FindingCode,
            Summary = verdict.Summary,
            RecommendedAction = finding?.RecommendedAction.Replace(ConnectivityFindings.Test, string.Empty, StringComparison.Ordinal).Replace("REGION", region, StringComparison.Ordinal)
                ?? (verdict.IsReachable is null
                    ? $"Test the connection to {target.Host} on port {target.Uri.Port} from a Pod with curl that runs on the same node, in the same namespace, and with the same proxy variables."
                    : null),
        };
    }

    private async Task<(string? Output, string Why)> RunAsync(
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

    private static EksConnectorException NoAgent(ConnectorSnapshot snapshot) => new(
        ErrorIds.EndpointNotTested,
        FailureCategory.ResourceUnavailable,
        $"Context '{snapshot.Context}': the endpoints cannot be tested from namespace '{snapshot.Namespace}', because connector-agent is not running in any Pod.",
        "Run Test-EksConnector, which reads the log of connector-init, and resolve what it reports. Then run the test again.")
    {
        Target = snapshot.Context,
    };

    private static EksConnectorException NoRegion(ConnectorSnapshot snapshot) => new(
        ErrorIds.AwsRegionMissing,
        FailureCategory.InvalidArgument,
        $"Context '{snapshot.Context}': the Region of the connector in namespace '{snapshot.Namespace}' is unknown.",
        "Specify it with -Region.")
    {
        Target = snapshot.Context,
    };
}
