using System.Security.Cryptography;
using System.Text;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>Reads the log files of the agent in its container. Most log entries are only in these files.</summary>
/// <param name="client">The client of the cluster.</param>
internal sealed class AgentFileReader(IKubernetesClient client)
{
    /// <summary>The reason if the user is not permitted to run commands in the container, which completes a sentence.</summary>
    public const string Denied = "this user is not permitted to run commands in it (RBAC: verbs get and create, resource pods/exec)";

    /// <summary>The reason if the container is not running, which completes a sentence. In a crash loop it can end after its Pod was read.</summary>
    public const string NotRunning = "it is not running";

    /// <summary>The reason why lines may be missing, which completes a sentence.</summary>
    public const string HiddenFiles =
        "its log was rotated, and the container does not show whether the agent still writes to a file that was deleted (ls is missing, or is not permitted to read /proc)";

    private const string CatPath = AgentFileScript.Folder + "/" + AgentFileScript.FileName;

    // The maximum number of interruptions without progress; an interrupted read resumes at its position.
    private const int MaxInterruptions = 5;

    // The limit for untrusted output; a list has a few lines of about 100 bytes each.
    private const int MaxListLength = 64 * 1024;

    private static readonly TimeSpan s_silenceLimit = TimeSpan.FromSeconds(30);

    /// <summary>Lists the files.</summary>
    /// <param name="source">The container instance of the agent.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The files, or the reason why they cannot be read.</returns>
    public async Task<AgentFileList> ListAsync(LogSource source, CancellationToken cancellationToken)
    {
        try
        {
            for (int breaks = 0; ; breaks++)
            {
                try
                {
                    return await TryListAsync(source, cancellationToken).ConfigureAwait(false);
                }
                catch (EksConnectorException exception) when (breaks < MaxInterruptions && exception.ErrorId == ErrorIds.ConnectionFailed)
                {
                    // The list is short, so it is requested again from the beginning.
                }
            }
        }
        catch (EksConnectorException exception) when (UnavailableReason(exception) is { } why)
        {
            return new AgentFileList([]) { UnavailableReason = why, Failure = exception };
        }
    }

    /// <summary>Reads a file to its end, and resumes after a connection failure.</summary>
    /// <param name="source">The container instance of the agent.</param>
    /// <param name="from">The start position in the file.</param>
    /// <param name="consumer">The receiver of the bytes.</param>
    /// <param name="pump">The pump that moves the bytes.</param>
    /// <param name="moved">The callback with the position that was reached, even if the read fails later.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>Whether the file still exists.</returns>
    /// <exception cref="EksConnectorException">The file could not be read to its end.</exception>
    public async Task<bool> ReadAsync(
        LogSource source, AgentFilePosition from, LogConsumer consumer, LogPump pump, Action<AgentFilePosition> moved, CancellationToken cancellationToken)
    {
        AgentFilePosition position = from;
        bool isMiddle = from.Offset > 0;
        for (int breaks = 0; ; breaks++)
        {
            string word = NewWord();
            var file = new SingleFile(consumer, position, isMiddle);
            var frames = new AgentFileFrames(file, word);
            try
            {
                ContainerExit? exit = await ExecAsync(source, AgentFileScript.Read(word, position), frames, inactivityTimeout: null, pump, cancellationToken).ConfigureAwait(false);
                frames.End();
                moved(file.Position);
                return exit?.ExitCode switch
                {
                    null or 0 => true,
                    AgentFileScript.MissingFile => false,

                    // Without dd, the whole file is transferred, and its beginning is skipped here.
                    AgentFileScript.CannotSkip when position.Offset > 0 => await ReadAsync(
                        source, position with { Offset = 0 }, new WithoutBeginning(consumer, position.Offset), pump, moved, cancellationToken).ConfigureAwait(false),
                    _ => throw NotRead(source, exit),
                };
            }
            catch (EksConnectorException exception) when (TransientErrors.Contains(exception))
            {
                // Bytes that may be the beginning of a mark are read again.
                moved(file.Position);
                if (breaks == MaxInterruptions)
                {
                    throw;
                }

                breaks = file.Position == position ? breaks : -1;
                position = file.Position;
                isMiddle = file.IsMiddle;
            }
        }
    }

    /// <summary>Reads new data of all files for a limited time.</summary>
    /// <param name="source">The container instance of the agent.</param>
    /// <param name="files">The receiver of the bytes.</param>
    /// <param name="positions">The positions up to which the files have been read.</param>
    /// <param name="wait">The duration, in whole seconds.</param>
    /// <param name="pump">The pump that moves the bytes.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>Null if the command completed; otherwise, the reason why the files cannot be read.</returns>
    /// <exception cref="EksConnectorException">The connection failed.</exception>
    public async Task<AgentFileList?> FollowAsync(
        LogSource source, IAgentFiles files, IEnumerable<AgentFilePosition> positions, TimeSpan wait, LogPump pump, CancellationToken cancellationToken)
    {
        string word = NewWord();
        var frames = new AgentFileFrames(files, word);
        try
        {
            // The command writes at least a mark every second, so a long silence indicates a broken connection.
            ContainerExit? exit = await ExecAsync(source, AgentFileScript.Follow(word, wait, positions), frames, s_silenceLimit, pump, cancellationToken).ConfigureAwait(false);
            frames.End();
            return exit is null or { ExitCode: 0 } ? null : UnavailableReason(exit);
        }
        catch (EksConnectorException exception) when (!frames.HasBegun && UnavailableReason(exception) is { } why)
        {
            return new AgentFileList([]) { UnavailableReason = why, Failure = exception };
        }
    }

    /// <summary>Reads the current log file with cat if the container has no shell.</summary>
    /// <param name="source">The container instance of the agent.</param>
    /// <param name="consumer">The receiver of the bytes.</param>
    /// <param name="pump">Moves them.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="EksConnectorException">The file could not be read.</exception>
    public async Task CatAsync(LogSource source, LogConsumer consumer, LogPump pump, CancellationToken cancellationToken)
    {
        ContainerExit? exit = await ExecAsync(source, ["cat", CatPath], consumer, inactivityTimeout: null, pump, cancellationToken).ConfigureAwait(false);
        if (exit is not (null or { ExitCode: 0 }) && consumer.Lines == 0)
        {
            throw NotRead(source, exit);
        }
    }

    private static string NewWord() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    private static string? UnavailableReason(EksConnectorException exception) => exception.ErrorId switch
    {
        ErrorIds.AccessDenied => Denied,
        ErrorIds.ContainerNotRunning => NotRunning,
        ErrorIds.ResourceNotFound or ErrorIds.InvalidRequest or ErrorIds.InvalidResponse or ErrorIds.ApiServerError =>
            $"no command could be run in it ({exception.Message.TrimEnd('.')})",
        _ => null,
    };

    private static AgentFileList UnavailableReason(ContainerExit exit) => new([])
    {
        IsMissing = exit.ExitCode == AgentFileScript.NoFile,
        HasNoShell = exit.ExitCode is 126 or 127 or < 0,
        UnavailableReason = exit switch
        {
            { ExitCode: AgentFileScript.NoFile } => $"the file {CatPath} does not exist",
            { ExitCode: 126 or 127 or < 0 or AgentFileScript.CannotSkip } => "it does not have the tools (sh, cat, dd, head, stat) that are required to read its log files",
            { Error.Length: > 0 } => $"its log files could not be read (exit code {exit.ExitCode}: {OneLine.Of(exit.Error)})",
            _ => $"its log files could not be read (exit code {exit.ExitCode})",
        },
    };

    private static EksConnectorException NotRead(LogSource source, ContainerExit exit) => new(
        ErrorIds.InvalidResponse,
        FailureCategory.InvalidData,
        $"{source}: {UnavailableReason(exit).UnavailableReason}.",
        "Check with Get-EksConnectorStatus that the container is running, and try again.")
    {
        Target = source.Origin.Context,
    };

    private async Task<AgentFileList> TryListAsync(LogSource source, CancellationToken cancellationToken)
    {
        using var answer = new MemoryStream();
        IContainerCommand run = await client.ExecAsync(
            source.Origin.Namespace, source.Origin.Pod, source.Origin.Container, AgentFileScript.List(), inactivityTimeout: null, cancellationToken).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            byte[] buffer = new byte[MaxListLength];
            int count = await run.Output.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            ContainerExit exit = count == MaxListLength ? new ContainerExit(1, "the list of its log files has no end") : await run.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            string text = Encoding.UTF8.GetString(buffer, 0, count);
            IReadOnlyList<AgentFile> files = exit.ExitCode == 0 ? AgentFile.ReadList(text) : [];
            return exit.ExitCode == 0 && files.Any(file => !file.HasErrorsAlone)
                ? new AgentFileList(files)
                {
                    MayHideFiles = text.StartsWith(AgentFileScript.HiddenName + "\n", StringComparison.Ordinal) && files.Any(file => AgentFile.IsRotated(file.Name)),
                }
                : UnavailableReason(exit);
        }
    }

    // Returns null if the consumer was full before the command completed.
    private async Task<ContainerExit?> ExecAsync(
        LogSource source, IReadOnlyList<string> command, IByteSink consumer, TimeSpan? inactivityTimeout, LogPump pump, CancellationToken cancellationToken)
    {
        IContainerCommand run = await client.ExecAsync(
            source.Origin.Namespace, source.Origin.Pod, source.Origin.Container, command, inactivityTimeout, cancellationToken).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            await pump.MoveAsync(run.Output, consumer, limit: null, cancellationToken).ConfigureAwait(false);
            return consumer.IsFull ? null : await run.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Passes the bytes of one file to a consumer and keeps track of the position.</summary>
    /// <param name="consumer">The consumer.</param>
    /// <param name="position">The position up to which the file has been read.</param>
    /// <param name="isMiddle">Whether the position is in the middle of a line, whose rest is skipped.</param>
    private sealed class SingleFile(LogConsumer consumer, AgentFilePosition position, bool isMiddle) : IAgentFiles
    {
        public bool IsMiddle { get; private set; } = isMiddle;

        public AgentFilePosition Position { get; private set; } = position;

        public bool IsFull => consumer.IsFull;

        public void Begin(AgentFilePosition begun, string name)
        {
            if (begun.Offset != Position.Offset)
            {
                // The file was truncated in the meantime.
                consumer.Break();
                IsMiddle = false;
            }

            Position = begun;
        }

        public void Bytes(ReadOnlySpan<byte> bytes)
        {
            Position = Position with { Offset = Position.Offset + bytes.Length };
            if (IsMiddle)
            {
                int end = bytes.IndexOf((byte)'\n');
                IsMiddle = end < 0;
                bytes = end < 0 ? [] : bytes[(end + 1)..];
            }

            if (!bytes.IsEmpty)
            {
                consumer.Feed(bytes);
            }
        }

        public void Deleted(string inode)
        {
            // A single file is read with its own command, which reports a missing file with an exit code.
        }

        public void CompletePass()
        {
        }

        public IReadOnlyList<object> Take() => consumer.Take();
    }

    /// <summary>Skips the first bytes of a log and the rest of the line in which they end.</summary>
    /// <param name="inner">The receiver of the remaining bytes.</param>
    /// <param name="count">The number of bytes to skip.</param>
    private sealed class WithoutBeginning(LogConsumer inner, long count) : LogFilter(inner)
    {
        private long _left = count;
        private bool _isMiddle = true;

        public override void Feed(ReadOnlySpan<byte> block)
        {
            int left = (int)Math.Min(block.Length, _left);
            _left -= left;
            block = block[left..];
            if (_isMiddle)
            {
                int end = block.IndexOf((byte)'\n');
                _isMiddle = end < 0;
                block = end < 0 ? [] : block[(end + 1)..];
            }

            if (!block.IsEmpty)
            {
                Inner.Feed(block);
            }
        }
    }
}
