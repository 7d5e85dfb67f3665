using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs.AgentFiles;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Logs;

/// <summary>Reads the existing logs of one installation: all sources concurrently, each from its most complete location.</summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="request">The request.</param>
/// <param name="consumers">The factory of the consumers.</param>
/// <param name="log">The log for warnings about omitted data.</param>
internal sealed class LogReader(IKubernetesClient client, LogRequest request, LogConsumers consumers, IOperationLog log)
{
    private readonly ContainerLogReader _console = new(client, request, log);
    private readonly AgentFileReader _files = new(client);
    private readonly AgentLogReader _agents = new(client, request, consumers, log);

    /// <summary>Starts to read.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The output and the task of each source, in the order of the sources.</returns>
    public IReadOnlyList<LogReading> Start(IReadOnlyList<LogSource> sources, CancellationToken cancellationToken)
    {
        var readings = new LogReading[sources.Count];
        for (int i = 0; i < readings.Length; i++)
        {
            LogSource source = sources[i];
            var output = new LogOutput();
            readings[i] = new LogReading(source, output, Task.Run(() => ReadAsync(source, output, cancellationToken), CancellationToken.None));
        }

        return readings;
    }

    private async Task ReadAsync(LogSource source, LogOutput output, CancellationToken cancellationToken)
    {
        var pump = new LogPump(output, isLive: false);
        LogConsumer? made = null;
        try
        {
            if (source is { IsAgent: true, Origin.IsPrevious: true })
            {
                log.Warn(LogConsumers.ConsoleInstead(source, "they were deleted with the container of the earlier run"));
            }

            if (source.IsAgent && !source.Origin.IsPrevious && !request.SkipsFiles && await TryReadAgentAsync(source, output, cancellationToken).ConfigureAwait(false))
            {
                output.Complete(failure: null);
                return;
            }

            LogConsumer consumer = await _console.ReadAsync(
                source,
                () => New(consumers.ForConsole(source)),
                pump,
                cursor: null,
                cancellationToken,
                output.ConsoleReason is { } why ? () => log.Warn(LogConsumers.ConsoleInstead(source, why)) : null).ConfigureAwait(false);
            await CompleteAsync(consumer).ConfigureAwait(false);
            if (consumer.CutLines > 0)
            {
                log.Warn($"{source}: {consumer.CutLines} lines are longer than {LineSplitter.MaxLineLength / 1024 / 1024} MB and are returned in pieces. -DestinationPath saves them unchanged.");
            }

            output.Complete(failure: null);
        }
        catch (EksConnectorException exception)
        {
            await SaveAsync(exception).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            output.Abort(exception);
        }
        finally
        {
            made?.Dispose();
        }

        // The data before the failure is kept. The original error is reported, not its consequences.
        async Task SaveAsync(EksConnectorException failure)
        {
            try
            {
                if (made is { HasBegun: true })
                {
                    await CompleteAsync(made).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (exception is EksConnectorException or OperationCanceledException)
            {
                // Consequences of the same error (such as a full disk or a match timeout), or a cancellation, are ignored.
            }

            output.Complete(failure);
        }

        LogConsumer New(LogConsumer consumer)
        {
            made?.Dispose();
            return made = consumer;
        }

        async Task CompleteAsync(LogConsumer consumer)
        {
            consumer.Complete();
            await output.TakeFromAsync(consumer, cancellationToken).ConfigureAwait(false);
        }
    }

    // Returns false if the files cannot be read, so that standard output is read instead.
    private async Task<bool> TryReadAgentAsync(LogSource source, LogOutput output, CancellationToken cancellationToken)
    {
        AgentFileList list = source.IsRunning
            ? await _files.ListAsync(source, cancellationToken).ConfigureAwait(false)
            : new AgentFileList([]) { UnavailableReason = AgentFileReader.NotRunning };
        if (list.UnavailableReason is not null && !list.HasNoShell)
        {
            output.ConsoleReason = list.UnavailableReason;
            output.FilesFailure = list.Failure;
            return false;
        }

        if (list.MayHideFiles)
        {
            log.Warn($"{source}: {AgentFileReader.HiddenFiles}. Newer lines may exist.");
        }

        using EntryOutput entries = consumers.ForEntries(source);
        AgentLogEnd end;
        try
        {
            end = await _agents.ReadAsync(source, list, entries, output, cursor: null, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException) when (entries.HasBegun && !entries.IsBroken)
        {
            // The data before the failure is kept.
            await CompleteAsync(endsWithIncompleteLine: true).ConfigureAwait(false);
            throw;
        }

        await CompleteAsync(end.Parts.Any(part => part.Consumer.EndsWithIncompleteLine)).ConfigureAwait(false);
        return true;

        async Task CompleteAsync(bool endsWithIncompleteLine)
        {
            entries.Complete(endsWithIncompleteLine);
            await output.TakeFromAsync(entries.Take, cancellationToken).ConfigureAwait(false);
        }
    }
}
