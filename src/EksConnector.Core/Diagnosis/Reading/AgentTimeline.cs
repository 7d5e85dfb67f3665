using System.Text;
using EksConnector.Core.Logs;
using EksConnector.Core.Logs.AgentFiles;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>Merges the log entries of an agent from all locations in chronological order.</summary>
internal static class AgentTimeline
{
    private const int TimeLength = 19;

    /// <summary>Merges the entries.</summary>
    /// <param name="files">The ends of the log files, oldest first.</param>
    /// <param name="console">The end of the standard output, which contains the entries of the core again.</param>
    /// <returns>The entries of the time span in which no entry is missing, without duplicates.</returns>
    public static IReadOnlyList<LogEntry> InOrder(IReadOnlyList<AgentFileEnd> files, IReadOnlyList<LogEntry> console)
    {
        AgentFileEnd[] logs = [.. files.Where(file => file.Name.StartsWith(AgentFileScript.FileName, StringComparison.Ordinal))];
        LogEntry[] entries = [.. logs.SelectMany(file => file.Entries)];
        if (entries.Length == 0)
        {
            return console;
        }

        // The start of the agent is also in the files, unless it was rotated away together with the worker's entries of that time.
        IEnumerable<LogEntry> copies = [.. files.Except(logs).SelectMany(file => file.Entries)];
        List<LogEntry> all = [.. entries, .. Missing(entries, copies, console.Where(entry => !AgentLogParser.IsStart(entry)))];
        long since = CompleteSince([.. logs.Where(file => file.Name != AgentFileScript.DeletedName)]);
        return [.. all.Where(entry => SecondOf(entry) is var second && (second == 0 || second >= since)).OrderBy(SecondOf)];
    }

    // Entries before this time may be missing, because a file was read partially or deleted. What a process still writes to a deleted
    // file does not include the lines of the other one.
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

    // Entries that a copy contains more often than the files are missing there, because a process may write to a deleted file.
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

    // The files have a precision of seconds. The timestamp of the log API is the time of arrival, which may be in the next second.
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
