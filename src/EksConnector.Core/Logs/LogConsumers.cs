using EksConnector.Core.Logs.AgentFiles;
using EksConnector.Core.Logs.Consumers;
using EksConnector.Core.Security;

namespace EksConnector.Core.Logs;

/// <summary>Creates the consumers for a request.</summary>
/// <param name="request">The request.</param>
/// <param name="cancellationToken">A token that cancels the processing of a line.</param>
internal sealed class LogConsumers(LogRequest request, CancellationToken cancellationToken)
{
    /// <summary>Returns the warning that standard output is read instead of the agent's log files, and what is missing.</summary>
    /// <param name="source">The container instance of the agent.</param>
    /// <param name="why">The reason, which completes a sentence.</param>
    /// <returns>The warning.</returns>
    public static string ConsoleInstead(LogSource source, string why)
    {
        // A missing permission affects all Pods of a cluster, so one warning is enough.
        string whose = why == AgentFileReader.Denied ? $"{source.Origin.Context}: the standard output of {source.Origin.Container}" : $"{source}: its standard output";
        return $"{whose} is read instead of its log files, because {why}. The lines of the agent's worker, which report the connection to AWS, are only in the files.";
    }

    /// <summary>Creates the consumer for the log API, where the server selects the last lines and the time.</summary>
    /// <param name="source">The container instance.</param>
    /// <returns>The consumer.</returns>
    public LogConsumer ForConsole(LogSource source)
    {
        if (request.NeedsEntries)
        {
            return Entries(source, new EntryOptions { HasApiTimestamps = true, DropsDuplicateErrors = source.IsAgent });
        }

        return request.DestinationPath is null ? new LineConsumer(cancellationToken) : new FileConsumer(PathOf(source), new BlockRedactor(cancellationToken: cancellationToken));
    }

    /// <summary>Creates the consumer for a log file of the agent.</summary>
    /// <param name="source">The container instance of the agent.</param>
    /// <returns>The consumer.</returns>
    public EntryConsumer ForFiles(LogSource source) => Part(source, new EntryOptions());

    /// <summary>Creates the consumer for the standard output of the agent if the files are also read.</summary>
    /// <param name="source">The container instance of the agent.</param>
    /// <returns>The consumer.</returns>
    public EntryConsumer ForAgentConsole(LogSource source) =>
        Part(source, new EntryOptions { HasApiTimestamps = true, PrefersOwnTime = true, DropsDuplicateErrors = true });

    /// <summary>Creates the output for the entries of all locations.</summary>
    /// <param name="source">The container instance of the agent.</param>
    /// <returns>The output.</returns>
    public EntryOutput ForEntries(LogSource source) => new(request, request.DestinationPath is null ? null : PathOf(source));

    // The tail and the byte limit apply to all locations together.
    private EntryConsumer Part(LogSource source, EntryOptions options)
    {
        bool isLimited = request.LimitBytes is not null;
        options = options with
        {
            MinimumLevel = isLimited ? LogLevel.Trace : request.Level ?? LogLevel.Trace,
            Since = request.SinceTime,
            Pattern = isLimited ? null : request.Pattern,
            KeepsHidden = request.Raw || request.DestinationPath is not null,
            KeepsBytes = request.DestinationPath is not null,
        };
        return new EntryConsumer(new EntryAssembler(source.Origin, options), asLines: false, options.HasApiTimestamps, cancellationToken);
    }

    private EntryConsumer Entries(LogSource source, EntryOptions options)
    {
        options = options with
        {
            Tail = request.Tail,
            MinimumLevel = request.Level ?? LogLevel.Trace,
            Since = request.SinceTime,
            Pattern = request.Pattern,
            KeepsHidden = request.Raw,
        };
        return new EntryConsumer(new EntryAssembler(source.Origin, options), asLines: request.Raw && !request.Merge, options.HasApiTimestamps, cancellationToken);
    }

    private string PathOf(LogSource source)
    {
        (string context, string @namespace, string pod, string container, bool isPrevious) = source.Origin;
        return Path.Combine(request.DestinationPath!, FileName.Of([context, @namespace, pod, container], isPrevious ? ".previous.log" : ".log"));
    }
}
