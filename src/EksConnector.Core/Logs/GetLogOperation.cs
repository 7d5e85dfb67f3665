using System.Collections.Concurrent;
using EksConnector.Core.Connector;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs.Following;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Logs;

/// <summary>Reads the logs of the connector's containers on one or more clusters, in constant memory.</summary>
/// <param name="gateway">The gateway to the clusters.</param>
/// <param name="clock">The time provider; if null, the system time provider.</param>
public sealed class GetLogOperation(IKubernetesGateway gateway, TimeProvider? clock = null)
{
    private const string Activity = "Reading the EKS Connector's logs";
    private const int BatchSize = 256;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Runs the operation.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>
    /// A <see cref="LogEntry"/> for each entry; with <see cref="LogRequest.Raw"/> a string for each line; with
    /// <see cref="LogRequest.DestinationPath"/> a <see cref="FileInfo"/> for each source. A failure for each cluster that cannot be
    /// queried, and for each source that cannot be read for a separate reason.
    /// </returns>
    public IAsyncEnumerable<OperationEvent<object>> RunAsync(LogRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<object>((writer, token) => RunAsync(request, writer, token), request.Verbose, cancellationToken);
    }

    private async Task RunAsync(LogRequest request, OperationWriter<object> writer, CancellationToken cancellationToken)
    {
        request = request.Checked(_clock.GetUtcNow());
        var fleet = new Fleet(gateway, _clock);
        if (request.Follow)
        {
            // Following does not end by itself, so all clusters are followed concurrently.
            await fleet.RunAsync(
                request with { ThrottleLimit = int.MaxValue }, activity: null, (member, token) => FollowAsync(member, request, writer, token), writer, cancellationToken).ConfigureAwait(false);
        }
        else if (request.Merge)
        {
            var found = new ConcurrentBag<(FleetMember Member, IReadOnlyList<LogSource> Sources)>();
            await fleet.RunAsync(
                request,
                Activity,
                async (member, token) => found.Add((member, await FindAsync(member, request, writer, token).ConfigureAwait(false))),
                writer,
                cancellationToken).ConfigureAwait(false);
            await MergeAsync([.. found.OrderBy(each => each.Member.Context, StringComparer.Ordinal)], request, writer, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await fleet.RunAsync(request, Activity, (member, token) => ReadAsync(member, request, writer, token), writer, cancellationToken).ConfigureAwait(false);
        }
    }

    // Results identify the connector if more than one is read, on one or several clusters.
    private static bool IsOneOfMany(FleetMember member, IReadOnlyList<ConnectorSnapshot> found) => !member.IsOnlyCluster || found.Count > 1;

    private async Task<IReadOnlyList<ConnectorSnapshot>> ReadSnapshotsAsync(
        FleetMember member, LogRequest request, OperationWriter<object> writer, CancellationToken cancellationToken)
    {
        var reader = new ConnectorReader(member.Client, writer, _clock, isSequential: !member.IsOnlyCluster);
        IReadOnlyList<ConnectorSnapshot> found = await reader.ReadAsync(member.Namespace, cancellationToken).ConfigureAwait(false);

        // It is not an error if only some of the installations have the Pod or the container.
        var selection = new LogSelection(request, writer);
        return found.Any(HasAny) ? [.. found.Where(snapshot => snapshot.Pods.Count == 0 || HasAny(snapshot))] : found;

        bool HasAny(ConnectorSnapshot snapshot) => selection.Containers(snapshot).Any();
    }

    private async Task<IReadOnlyList<LogSource>> FindAsync(
        FleetMember member, LogRequest request, OperationWriter<object> writer, CancellationToken cancellationToken)
    {
        IReadOnlyList<ConnectorSnapshot> found = await ReadSnapshotsAsync(member, request, writer, cancellationToken).ConfigureAwait(false);
        return [.. found.SelectMany(new LogSelection(request with { IsFleet = IsOneOfMany(member, found) }, writer).Of)];
    }

    private async Task ReadAsync(FleetMember member, LogRequest request, OperationWriter<object> writer, CancellationToken cancellationToken)
    {
        IReadOnlyList<LogSource> sources = await FindAsync(member, request, writer, cancellationToken).ConfigureAwait(false);
        var failures = new LogFailures(writer);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        IReadOnlyList<LogReading> readings = new LogReader(member.Client, request, new LogConsumers(request, cancellationToken), writer).Start(sources, stop.Token);
        var prefix = new LogPrefix(request, sources.Count > 1 || !member.IsOnlyCluster);
        try
        {
            foreach ((LogReading reading, int index) in readings.Select((reading, index) => (reading, index)))
            {
                member.ReportProgress($"{index} of {readings.Count} logs read", index * 100 / readings.Count);
                await foreach (IReadOnlyList<object> batch in reading.Output.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                {
                    await writer.WriteAsync(prefix.To(reading.Source.Origin, batch), cancellationToken).ConfigureAwait(false);
                }

                failures.Add(reading);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(readings.Select(reading => reading.Task)).ConfigureAwait(false);
        }
    }

    private async Task MergeAsync(
        (FleetMember Member, IReadOnlyList<LogSource> Sources)[] found, LogRequest request, OperationWriter<object> writer, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var clients = new List<IKubernetesClient>();
        var readings = new List<LogReading>();
        var merge = new LogMerge();
        try
        {
            foreach ((FleetMember member, IReadOnlyList<LogSource> sources) in found)
            {
                // The client of the first read is disposed, but its connection is reused.
                IKubernetesClient client = await gateway.ConnectAsync(
                    member.Client.Cluster, request.Source.RequestTimeout, writer, cancellationToken).ConfigureAwait(false);
                clients.Add(client);
                readings.AddRange(new LogReader(client, request, new LogConsumers(request, cancellationToken), writer).Start(sources, stop.Token));
            }

            foreach (LogReading reading in readings)
            {
                await merge.AddAsync(reading.Output.ReadAllAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            }

            var prefix = new LogPrefix(request, readings.Count > 1);
            var batch = new List<object>(BatchSize);
            while (await merge.NextAsync().ConfigureAwait(false) is { } next)
            {
                batch.AddRange(request.Raw ? prefix.To(next.Entry.Origin, next.Entry.Raw.Split('\n')) : [next.Entry]);
                if (batch.Count >= BatchSize)
                {
                    await writer.WriteAsync([.. batch], cancellationToken).ConfigureAwait(false);
                    batch.Clear();
                }
            }

            await writer.WriteAsync([.. batch], cancellationToken).ConfigureAwait(false);

            var failures = new LogFailures(writer);
            readings.ForEach(failures.Add);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(readings.Select(reading => reading.Task)).ConfigureAwait(false);
            await merge.DisposeAsync().ConfigureAwait(false);
            clients.ForEach(client => client.Dispose());
        }
    }

    private async Task FollowAsync(FleetMember member, LogRequest request, OperationWriter<object> writer, CancellationToken cancellationToken)
    {
        IReadOnlyList<ConnectorSnapshot> found = await ReadSnapshotsAsync(member, request, writer, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(found.Select(snapshot =>
            new LogFollower(member.Client, request with { IsFleet = IsOneOfMany(member, found) }, writer, _clock).RunAsync(snapshot, cancellationToken))).ConfigureAwait(false);
    }
}
