using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs.Consumers;

namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>
/// Reads the ends of all log files of an agent in one call. The core and the worker of the agent open the log separately, so after a
/// rotation one of them continues to write to an older file: no single file has the newest lines of both.
/// </summary>
/// <param name="client">The client of the cluster.</param>
internal sealed class AgentFileEnds(IKubernetesClient client)
{
    private const long MaxFileBytes = 512 * 1024;
    private const long MinFileBytes = 128 * 1024;

    // The limit for untrusted output; larger than the ends of all files.
    private const int MaxAnswerLength = 4 * 1024 * 1024;
    private const int MaxMarkLength = 128;
    private const int BufferSize = 64 * 1024;

    /// <summary>Reads the ends.</summary>
    /// <param name="source">The container instance of the agent.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The ends, oldest file first, <c>errors.log</c> before all others; null if the files cannot be read in this way.</returns>
    public async Task<IReadOnlyList<AgentFileEnd>?> ReadAsync(LogSource source, CancellationToken cancellationToken)
    {
        for (int breaks = 0; ; breaks++)
        {
            try
            {
                return await TryReadAsync(source, cancellationToken).ConfigureAwait(false);
            }
            catch (EksConnectorException exception) when (breaks == 0 && TransientErrors.Contains(exception))
            {
                // The ends are short, so they are read again from the start.
            }
            catch (EksConnectorException)
            {
                // The regular read of the log encounters and reports the same problem.
                return null;
            }
        }
    }

    private async Task<IReadOnlyList<AgentFileEnd>?> TryReadAsync(LogSource source, CancellationToken cancellationToken)
    {
        string word = RandomNumberGenerator.GetHexString(16, lowercase: true);
        IContainerCommand run = await client.ExecAsync(
            source.Origin.Namespace,
            source.Origin.Pod,
            source.Origin.Container,
            AgentFileScript.Ends(word, MaxFileBytes, MinFileBytes),
            inactivityTimeout: null,
            cancellationToken).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            byte[] answer = await ReadAsync(run.Output, cancellationToken).ConfigureAwait(false);
            return answer.Length == MaxAnswerLength || (await run.WaitForExitAsync(cancellationToken).ConfigureAwait(false)).ExitCode != 0
                ? null
                : Split(source.Origin, answer, Encoding.ASCII.GetBytes(AgentFileScript.Mark + word + " "));
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var answer = new MemoryStream();
        byte[] buffer = new byte[BufferSize];
        while (answer.Length < MaxAnswerLength)
        {
            int room = (int)Math.Min(buffer.Length, MaxAnswerLength - answer.Length);
            int count = await stream.ReadAsync(buffer.AsMemory(0, room), cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            answer.Write(buffer, 0, count);
        }

        return answer.ToArray();
    }

    private static List<AgentFileEnd>? Split(LogOrigin origin, ReadOnlySpan<byte> answer, ReadOnlySpan<byte> mark)
    {
        var ends = new List<AgentFileEnd>();
        int at = answer.IndexOf(mark);
        while (at >= 0)
        {
            answer = answer[(at + mark.Length)..];
            int line = answer[..Math.Min(answer.Length, MaxMarkLength)].IndexOf((byte)'\n');
            string[] fields = line < 0 ? [] : Encoding.ASCII.GetString(answer[..line]).Split(' ');
            if (fields is not [var offset, var name] || !long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out long skipped))
            {
                return null;
            }

            answer = answer[(line + 1)..];
            at = answer.IndexOf(mark);
            ends.Add(new AgentFileEnd(name, skipped > 0, Entries(origin, at < 0 ? answer : answer[..at], skipped > 0)));
        }

        return ends.Count == 0 ? null : ends;
    }

    private static LogEntry[] Entries(LogOrigin origin, ReadOnlySpan<byte> bytes, bool isCut)
    {
        if (isCut)
        {
            // The end of a file can start in the middle of a line.
            bytes = bytes[(bytes.IndexOf((byte)'\n') + 1)..];
        }

        using var consumer = new EntryConsumer(new EntryAssembler(origin, new EntryOptions()), asLines: false, hasApiTimestamps: false);
        consumer.Feed(bytes);
        consumer.Complete();
        return [.. consumer.Take().Cast<LogEntry>()];
    }
}
