using System.Security.Cryptography;
using System.Text;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>Reads the agent's log files in its container, where most of what it says stands alone.</summary>
/// <param name="client">The client of the cluster.</param>
internal sealed class AgentFileReader(IKubernetesClient client)
{
    /// <summary>Why nothing was read where the user may not run commands in a container, as the end of a sentence.</summary>
    public const string Denied = "this user is not permitted to run commands in it (RBAC: verbs get and create, resource pods/exec)";

    private const string CatPath = AgentFileScript.Folder + "/" + AgentFileScript.FileName;

    // A read that breaks off goes on where it was, as long as it gets on.
    private const int MostBreaks = 5;

    // Some files of a hundred bytes each, whatever a container may write.
    private const int LongestList = 64 * 1024;

    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(30);

    /// <summary>Lists the files.</summary>
    /// <param name="source">The agent's run.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The files, or why they cannot be read.</returns>
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
                catch (EksConnectorException exception) when (breaks < MostBreaks && exception.ErrorId == ErrorIds.ConnectionFailed)
                {
                    // The list is short, and begun again.
                }
            }
        }
        catch (EksConnectorException exception) when (WhyNot(exception) is { } why)
        {
            return new AgentFileList([]) { WhyNot = why, Failure = exception };
        }
    }

    /// <summary>Reads a file to its end, over connections that break.</summary>
    /// <param name="source">The agent's run.</param>
    /// <param name="from">Which file, and from where on.</param>
    /// <param name="consumer">Gets its bytes.</param>
    /// <param name="pump">Moves them.</param>
    /// <param name="moved">Told how far it was read, also where it fails afterwards.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>Whether it was still there.</returns>
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
                ContainerExit? exit = await ExecAsync(source, AgentFileScript.Read(word, position), frames, silence: null, pump, cancellationToken).ConfigureAwait(false);
                frames.End();
                moved(file.Position);
                return exit?.ExitCode switch
                {
                    null or 0 => true,
                    AgentFileScript.Gone => false,

                    // Without dd all of the file comes, and its beginning is left out here.
                    AgentFileScript.CannotSkip when position.Offset > 0 => await ReadAsync(
                        source, position with { Offset = 0 }, new WithoutBeginning(consumer, position.Offset), pump, moved, cancellationToken).ConfigureAwait(false),
                    _ => throw NotRead(source, exit),
                };
            }
            catch (EksConnectorException exception) when (PassingFaults.Contains(exception))
            {
                // What may be the beginning of a mark is read again.
                moved(file.Position);
                if (breaks == MostBreaks)
                {
                    throw;
                }

                breaks = file.Position == position ? breaks : -1;
                position = file.Position;
                isMiddle = file.IsMiddle;
            }
        }
    }

    /// <summary>Reads what is new of all files for a while.</summary>
    /// <param name="source">The agent's run.</param>
    /// <param name="files">Gets the bytes.</param>
    /// <param name="positions">How far the files have been read.</param>
    /// <param name="wait">For how long, in whole seconds.</param>
    /// <param name="pump">Moves the bytes.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>Null where it came to its end, or why the files cannot be read.</returns>
    /// <exception cref="EksConnectorException">The connection broke.</exception>
    public async Task<AgentFileList?> FollowAsync(
        LogSource source, IAgentFiles files, IEnumerable<AgentFilePosition> positions, TimeSpan wait, LogPump pump, CancellationToken cancellationToken)
    {
        string word = NewWord();
        var frames = new AgentFileFrames(files, word);
        try
        {
            // While it waits it says little.
            ContainerExit? exit = await ExecAsync(source, AgentFileScript.Follow(word, wait, positions), frames, s_grace, pump, cancellationToken).ConfigureAwait(false);
            frames.End();
            return exit is null or { ExitCode: 0 } ? null : WhyNot(exit);
        }
        catch (EksConnectorException exception) when (!frames.HasBegun && WhyNot(exception) is { } why)
        {
            return new AgentFileList([]) { WhyNot = why, Failure = exception };
        }
    }

    /// <summary>Reads the file that is written to with cat, where there is no shell.</summary>
    /// <param name="source">The agent's run.</param>
    /// <param name="consumer">Gets its bytes.</param>
    /// <param name="pump">Moves them.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="EksConnectorException">The file could not be read.</exception>
    public async Task CatAsync(LogSource source, LogConsumer consumer, LogPump pump, CancellationToken cancellationToken)
    {
        ContainerExit? exit = await ExecAsync(source, ["cat", CatPath], consumer, silence: null, pump, cancellationToken).ConfigureAwait(false);
        if (exit is not (null or { ExitCode: 0 }) && consumer.Lines == 0)
        {
            throw NotRead(source, exit);
        }
    }

    private static string NewWord() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    private static string? WhyNot(EksConnectorException exception) => exception.ErrorId switch
    {
        ErrorIds.AccessDenied => Denied,
        ErrorIds.ResourceNotFound or ErrorIds.InvalidRequest or ErrorIds.InvalidResponse or ErrorIds.ApiServerError =>
            $"no command could be run in it ({exception.Message.TrimEnd('.')})",
        _ => null,
    };

    private static AgentFileList WhyNot(ContainerExit exit) => new([])
    {
        IsMissing = exit.ExitCode == AgentFileScript.NoFile,
        HasNoShell = exit.ExitCode is 126 or 127 or < 0,
        WhyNot = exit switch
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
        $"{source}: {WhyNot(exit).WhyNot}.",
        "Check with Get-EksConnectorStatus that the container is running, and try again.")
    {
        Target = source.Origin.Context,
    };

    private async Task<AgentFileList> TryListAsync(LogSource source, CancellationToken cancellationToken)
    {
        using var answer = new MemoryStream();
        IContainerCommand run = await client.ExecAsync(
            source.Origin.Namespace, source.Origin.Pod, source.Origin.Container, AgentFileScript.List(), silence: null, cancellationToken).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            byte[] buffer = new byte[LongestList];
            int count = await run.Output.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            ContainerExit exit = count == LongestList ? new ContainerExit(1, "the list of its log files has no end") : await run.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            IReadOnlyList<AgentFile> files = exit.ExitCode == 0 ? AgentFile.ReadList(Encoding.UTF8.GetString(buffer, 0, count)) : [];
            return exit.ExitCode == 0 && files.Any(file => !file.HasErrorsAlone) ? new AgentFileList(files) : WhyNot(exit);
        }
    }

    // Null where the consumer had enough, so that nobody waited for the command's end.
    private async Task<ContainerExit?> ExecAsync(
        LogSource source, IReadOnlyList<string> command, IByteSink consumer, TimeSpan? silence, LogPump pump, CancellationToken cancellationToken)
    {
        IContainerCommand run = await client.ExecAsync(
            source.Origin.Namespace, source.Origin.Pod, source.Origin.Container, command, silence, cancellationToken).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            await pump.MoveAsync(run.Output, consumer, limit: null, cancellationToken).ConfigureAwait(false);
            return consumer.IsFull ? null : await run.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the bytes of one file to a consumer, and knows how far it was read.</summary>
    /// <param name="consumer">The consumer.</param>
    /// <param name="position">Which file, and how far it was read before.</param>
    /// <param name="isMiddle">Whether it is begun in the middle of a line, which is then left out.</param>
    private sealed class SingleFile(LogConsumer consumer, AgentFilePosition position, bool isMiddle) : IAgentFiles
    {
        public bool IsMiddle { get; private set; } = isMiddle;

        public AgentFilePosition Position { get; private set; } = position;

        public bool IsFull => consumer.IsFull;

        public void Begin(AgentFilePosition begun, string name)
        {
            if (begun.Offset != Position.Offset)
            {
                // It was emptied meanwhile.
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

        public void Gone(string inode)
        {
            // A file that is read to its end is asked for alone, and its absence has an exit code.
        }

        public void EndTurn()
        {
        }

        public IReadOnlyList<object> Take() => consumer.Take();
    }

    /// <summary>Leaves out the first bytes of a log, and the line in which they end.</summary>
    /// <param name="inner">Gets the others.</param>
    /// <param name="count">How many bytes.</param>
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
