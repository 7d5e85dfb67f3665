using System.Text;
using EksConnector.Core.Logs;
using EksConnector.Core.Logs.AgentFiles;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>Puts what an agent wrote into the order of time, from all places at which it stands.</summary>
internal static class AgentTimeline
{
    private const int TimeLength = 19;

    /// <summary>Orders them.</summary>
    /// <param name="files">The ends of its log files, oldest first.</param>
    /// <param name="console">The end of its standard output, on which what its core writes stands once more.</param>
    /// <returns>The entries since then on nothing is missing between them, each once.</returns>
    public static IReadOnlyList<LogEntry> InOrder(IReadOnlyList<AgentFileEnd> files, IReadOnlyList<LogEntry> console)
    {
        AgentFileEnd[] logs = [.. files.Where(file => file.Name.StartsWith(AgentFileScript.FileName, StringComparison.Ordinal))];
        LogEntry[] entries = [.. logs.SelectMany(file => file.Entries)];
        if (entries.Length == 0)
        {
            return console;
        }

        // The files have a start as well, or it was rolled away, and with it what the worker said then.
        IEnumerable<LogEntry> copies = [.. files.Except(logs).SelectMany(file => file.Entries)];
        List<LogEntry> all = [.. entries, .. Missing(entries, copies, console.Where(entry => !AgentLogParser.IsStart(entry)))];
        long since = CompleteSince(logs);
        return [.. all.Where(entry => SecondOf(entry) is var second && (second == 0 || second >= since)).OrderBy(SecondOf)];
    }

    // Before that something may be missing: more of a file, or a file that was deleted.
    private static long CompleteSince(AgentFileEnd[] logs)
    {
        long since = 0;
        long first = long.MaxValue;
        foreach (AgentFileEnd file in logs)
        {
            long begin = file.Entries.Select(SecondOf).FirstOrDefault(second => second > 0);
            first = begin > 0 ? Math.Min(first, begin) : first;
            since = file.IsCut ? Math.Max(since, begin) : since;
        }

        return first == long.MaxValue ? since : Math.Max(since, first);
    }

    // What a copy has more often than the files is missing there: one of the agent's processes may write to a file that is deleted.
    private static IEnumerable<LogEntry> Missing(LogEntry[] entries, params IEnumerable<LogEntry>[] copies)
    {
        Dictionary<(long, LogLevel, string, string), int> known = entries.GroupBy(KeyOf).ToDictionary(group => group.Key, group => group.Count());
        foreach (IEnumerable<LogEntry> copy in copies)
        {
            var seen = new Dictionary<(long, LogLevel, string, string), int>();
            foreach (LogEntry entry in copy)
            {
                (long, LogLevel, string, string) key = KeyOf(entry);
                int count = seen[key] = seen.GetValueOrDefault(key) + 1;
                if (count > known.GetValueOrDefault(key))
                {
                    known[key] = count;
                    yield return entry;
                }
            }
        }
    }

    private static (long Second, LogLevel Level, string Source, string Message) KeyOf(LogEntry entry) =>
        (SecondOf(entry), entry.Severity, entry.Source, entry.Message);

    // The files know seconds. The log API's own time is that at which the line came, which may be the next one.
    private static long SecondOf(LogEntry entry)
    {
        Span<byte> time = stackalloc byte[TimeLength];
        bool isOwn = entry.Raw.Length >= TimeLength
            && Encoding.UTF8.TryGetBytes(entry.Raw.AsSpan(0, TimeLength), time, out int written)
            && written == TimeLength;
        return isOwn && LogTime.TryReadDateAndTime(time, (byte)' ', out long ticks) && Math.Abs(ticks - entry.Ticks) < TimeSpan.TicksPerMinute
            ? ticks / TimeSpan.TicksPerSecond
            : entry.Ticks / TimeSpan.TicksPerSecond;
    }
}
