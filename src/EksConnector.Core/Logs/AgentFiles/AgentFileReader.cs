using System.Security.Cryptography;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>Reads the agent's log files in its container, where most of what it says stands alone.</summary>
/// <param name="client">The cluster.</param>
/// <param name="request">What is asked.</param>
/// <param name="tellLost">Told when the file that was to be gone on with is no longer there; null where nobody cares.</param>
internal sealed class AgentFileReader(IKubernetesClient client, LogRequest request, Action<LogSource>? tellLost = null)
{
    /// <summary>Why nothing was read where the user may not run commands in a container, as the end of a sentence.</summary>
    public const string Denied = "this user may not run commands in it (RBAC: verbs get and create, resource pods/exec)";

    // What is read first of a log whose end alone is wanted, and how much more each further time.
    private const long BytesOfAnEntry = 256;
    private const long LeastTail = 64 * 1024;
    private const long MostTail = 256L * 1024 * 1024;
    private const long Growth = 16;

    private const string CatPath = AgentFileScript.Folder + "/" + AgentFileScript.FileName;

    // A read that breaks off goes on where it was, as long as it gets on.
    private const int MostBreaks = 5;

    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(30);

    /// <summary>Reads what there is.</summary>
    /// <param name="source">The agent's run.</param>
    /// <param name="newConsumer">Makes the consumer; more than one where the log has to be read from further back.</param>
    /// <param name="pump">Moves the bytes.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The consumer, to which the log was given, and how far it was read; or why the files cannot be read.</returns>
    public async Task<AgentFileResult> ReadAsync(
        LogSource source, Func<LogConsumer> newConsumer, LogPump pump, CancellationToken cancellationToken)
    {
        AgentFileResult begun = await BeginAsync(source, newConsumer, mayUseCat: true, pump, cancellationToken).ConfigureAwait(false);
        return await FinishAsync(source, begun, pump, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads what there is, as far as one connection brings it.</summary>
    /// <param name="source">The agent's run.</param>
    /// <param name="newConsumer">Makes the consumer; more than one where the log has to be read from further back.</param>
    /// <param name="mayUseCat">Whether, without a shell, what cat reads will do: nobody can go on from there.</param>
    /// <param name="pump">Moves the bytes.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>As <see cref="ReadAsync"/>, and with <see cref="AgentFileResult.Break"/> where the connection broke.</returns>
    public async Task<AgentFileResult> BeginAsync(
        LogSource source, Func<LogConsumer> newConsumer, bool mayUseCat, LogPump pump, CancellationToken cancellationToken)
    {
        long? tail = FirstTail();
        while (true)
        {
            LogConsumer made = newConsumer();
            LogConsumer consumer = request.LimitBytes is { } limit ? new LimitedLog(made, limit, request.SinceTime) : made;
            SinceProbe? probe = tail is not null && request.Tail is null && request.SinceTime is { } since ? new SinceProbe(consumer, since) : null;
            AgentFileResult result = await RunAsync(
                source,
                word => tail is { } bytes ? AgentFileScript.Tail(word, TimeSpan.Zero, bytes) : AgentFileScript.All(word, TimeSpan.Zero),
                probe ?? consumer,
                from: null,
                TimeSpan.Zero,
                mayUseCat,
                pump,
                cancellationToken).ConfigureAwait(false);
            probe?.End();
            bool reachesBack = tail is null || result.IsWhole || (probe is null ? consumer.Entries > request.Tail : !probe.IsTooShort);
            if (result.WhyNot is not null || (reachesBack && !result.CannotSkip))
            {
                return result with { Consumer = consumer };
            }

            tail = result.CannotSkip || tail * Growth > MostTail ? null : tail * Growth;
        }
    }

    /// <summary>Goes on where a read ended, and waits for what is logged then.</summary>
    /// <param name="source">The agent's run.</param>
    /// <param name="consumer">Gets what is new.</param>
    /// <param name="from">Where the last read ended; null for the beginning.</param>
    /// <param name="wait">How long it waits, in whole seconds.</param>
    /// <param name="pump">Moves the bytes.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>How far it was read.</returns>
    public Task<AgentFileResult> GoOnAsync(
        LogSource source, LogConsumer consumer, AgentFilePosition? from, TimeSpan wait, LogPump pump, CancellationToken cancellationToken) =>
        RunAsync(
            source,
            word => from is null ? AgentFileScript.All(word, wait) : AgentFileScript.At(word, wait, from),
            consumer,
            from,
            wait,
            mayUseCat: false,
            pump,
            cancellationToken);

    private static string? WhyNot(EksConnectorException exception) => exception.ErrorId switch
    {
        ErrorIds.AccessDenied => Denied,
        ErrorIds.ResourceNotFound or ErrorIds.InvalidRequest or ErrorIds.InvalidResponse or ErrorIds.ApiServerError =>
            $"no command could be run in it ({exception.Message.TrimEnd('.')})",
        _ => null,
    };

    private static string WhyNot(ContainerExit exit) => exit switch
    {
        { ExitCode: AgentFileScript.NoFile } => $"there is no {CatPath}",
        { Error.Length: > 0 } => $"its log files could not be read (exit code {exit.ExitCode}: {OneLine.Of(exit.Error)})",
        _ => $"its log files could not be read (exit code {exit.ExitCode})",
    };

    private long? FirstTail()
    {
        if (request.Tail is { } entries)
        {
            return Math.Max(LeastTail, entries * BytesOfAnEntry);
        }

        return request.SinceTime is null ? null : LeastTail;
    }

    private async Task<AgentFileResult> FinishAsync(
        LogSource source, AgentFileResult result, LogPump pump, CancellationToken cancellationToken)
    {
        for (int breaks = 0; result is { Break: { } fault, Position: { } position }; breaks++)
        {
            if (breaks == MostBreaks)
            {
                throw fault;
            }

            AgentFileResult more = await GoOnAsync(source, result.Consumer, position, TimeSpan.Zero, pump, cancellationToken).ConfigureAwait(false);
            if (more.WhyNot is not null)
            {
                throw more.Failure ?? fault;
            }

            breaks = more.Position == position ? breaks : -1;
            result = more with { Position = more.Position ?? position };
        }

        return result;
    }

    private async Task<AgentFileResult> RunAsync(
        LogSource source,
        Func<string, IReadOnlyList<string>> command,
        LogConsumer consumer,
        AgentFilePosition? from,
        TimeSpan wait,
        bool mayUseCat,
        LogPump pump,
        CancellationToken cancellationToken)
    {
        // While it waits it says nothing.
        TimeSpan? silence = wait > TimeSpan.Zero ? wait + s_grace : null;
        string word = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var probe = consumer as SinceProbe;
        var frames = new AgentFileFrames(consumer, word, from, probe is null ? null : isWhole => probe.IsWhole = isWhole, () => tellLost?.Invoke(source));
        try
        {
            ContainerExit? exit = await ExecAsync(source, command(word), frames, silence, pump, cancellationToken).ConfigureAwait(false);
            frames.End();
            if (exit?.ExitCode == AgentFileScript.CannotSkip)
            {
                return Result() with { CannotSkip = true };
            }

            if (frames.FromBeginning is not null || exit is null)
            {
                return Result();
            }

            if (exit.ExitCode is not (126 or 127 or < 0))
            {
                return Result() with { WhyNot = WhyNot(exit), IsMissing = exit.ExitCode == AgentFileScript.NoFile };
            }

            if (!mayUseCat)
            {
                return Result() with { WhyNot = "it has not the tools (sh, cat, stat) that following its log files takes" };
            }

            // There is no shell, as it seems. What cat can read is better than nothing.
            exit = await ExecAsync(source, ["cat", CatPath], consumer, silence: null, pump, cancellationToken).ConfigureAwait(false);
            return exit is null or { ExitCode: 0 } || consumer.Lines > 0 ? Result() with { IsWhole = true } : Result() with { WhyNot = WhyNot(exit) };
        }
        catch (EksConnectorException exception) when (frames.Position is not null && PassingFaults.Contains(exception))
        {
            // What may be the beginning of a mark is read again.
            return Result() with { Break = exception };
        }
        catch (EksConnectorException exception) when (frames.FromBeginning is null && WhyNot(exception) is { } why)
        {
            return Result() with { WhyNot = why, Failure = exception };
        }

        AgentFileResult Result() =>
            new(consumer, frames.Position) { IsWhole = frames.FromBeginning == true };
    }

    // Null where the consumer had enough, so that nobody waited for the command's end.
    private async Task<ContainerExit?> ExecAsync(
        LogSource source, IReadOnlyList<string> command, LogConsumer consumer, TimeSpan? silence, LogPump pump, CancellationToken cancellationToken)
    {
        IContainerCommand run = await client.ExecAsync(
            source.Origin.Namespace, source.Origin.Pod, source.Origin.Container, command, silence, cancellationToken).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            await pump.MoveAsync(run.Output, consumer, limit: null, cancellationToken).ConfigureAwait(false);
            return consumer.IsFull ? null : await run.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
