using EksConnector.Core.Connector;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Status;

/// <summary>Reads the status of the connector's Pods on one or more clusters.</summary>
/// <param name="gateway">The gateway to the clusters.</param>
/// <param name="clock">The time provider; if null, the system time provider.</param>
public sealed class GetStatusOperation(IKubernetesGateway gateway, TimeProvider? clock = null)
{
    private const string Activity = "Reading the status of the EKS Connector";
    private const string WaitActivity = "Waiting for the EKS Connector";
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Runs the operation.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A row for each Pod in the order of completion; a failure for each cluster that cannot be queried.</returns>
    public IAsyncEnumerable<OperationEvent<PodStatus>> RunAsync(StatusRequest request, CancellationToken cancellationToken = default) =>
        Operation.RunAsync<PodStatus>(
            (writer, token) => new Fleet(gateway, _clock).RunAsync(
                request, request.WaitTimeout is null ? Activity : WaitActivity, (member, memberToken) => ReadClusterAsync(member, request, writer, memberToken), writer, token),
            request.Verbose,
            cancellationToken);

    private async Task ReadClusterAsync(
        FleetMember member, StatusRequest request, OperationWriter<PodStatus> writer, CancellationToken cancellationToken)
    {
        var reader = new ConnectorReader(member.Client, writer, _clock, isSequential: !member.IsOnlyCluster);
        IReadOnlyList<ConnectorSnapshot> found = await reader.ReadAsync(member.Namespace, cancellationToken).ConfigureAwait(false);
        var detail = new ConnectorDetailReader(member.Client, writer);
        EksConnectorException? timedOut = null;
        if (request.WaitTimeout is { } timeout)
        {
            var wait = new ReadinessWait(member.Client, reader, _clock, writer, member.ReportProgress);
            (found, timedOut) = await wait.UntilReadyAsync(found, timeout, cancellationToken).ConfigureAwait(false);
        }

        foreach (ConnectorSnapshot snapshot in found)
        {
            if (snapshot.IsScaledToZero)
            {
                writer.Warn($"{snapshot.Context}: the StatefulSet '{ConnectorNames.StatefulSet}' in namespace '{snapshot.Namespace}' is scaled to 0 replicas, so the connector does not run.{Scale(request, snapshot)}");
            }

            foreach (PodStatus row in PodRows.Of(await CompleteAsync(detail, snapshot, request, cancellationToken).ConfigureAwait(false)))
            {
                await writer.WriteAsync(row, cancellationToken).ConfigureAwait(false);
            }
        }

        // Thrown after the rows, because with -ErrorAction Stop nothing is written after an error.
        if (timedOut is not null)
        {
            throw timedOut;
        }
    }

    private static Task<ConnectorSnapshot> CompleteAsync(
        ConnectorDetailReader detail, ConnectorSnapshot snapshot, StatusRequest request, CancellationToken cancellationToken)
    {
        if (request.Detailed)
        {
            return detail.WithDetailAsync(snapshot, cancellationToken);
        }

        return PodRows.NeedsEvents(snapshot) ? detail.WithEventsAsync(snapshot, all: false, cancellationToken) : Task.FromResult(snapshot);
    }

    private static string Scale(StatusRequest request, ConnectorSnapshot snapshot)
    {
        KubectlTarget? target = request.Source.Server is null ? new KubectlTarget(snapshot.Context, KubeConfigPath: null) : null;
        FixCommand? command = KubectlTarget.Command(
            target, "scale", "statefulset", ConnectorNames.StatefulSet, "-n", Argument.Label(snapshot.Namespace), "--replicas=2");
        return command?.Common is { } text ? $" To start it: {text}" : string.Empty;
    }
}
