using System.Buffers;
using System.Runtime.Intrinsics;
using System.Text;

namespace EksConnector.Core.Logs;

/// <summary>
/// Detects lines that start an entry and parses their headers. The formats (klog, the agent, and the output of a Go program that exits)
/// are distinguished by the first bytes; each can occur in any log.
/// </summary>
/// <param name="reference">For klog lines, which have no year: a time (UTC) after which nothing was written; if null, they have no time.</param>
internal sealed class HeaderReader(DateTime? reference)
{
    // In "I0108 08:44:27.123456       1 init.go:43] ": the end of the time, and the limit of the search for the bracket.
    private const int KlogTimeEnd = 21;
    private const int MaxHeaderLength = 1024;

    private const int MinuteLength = 16;
    private const int AgentTimeLength = 19;

    private static readonly SearchValues<byte> s_componentCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -_.:=@/+#,()*&"u8);

    // Most lines have the same minute as the preceding line, so its ticks are cached.
    private Vector128<byte> _minute;
    private long _minuteTicks;

    /// <summary>Parses the beginning of a line.</summary>
    /// <param name="line">The line without the timestamp of the log API.</param>
    /// <param name="header">The header of the line.</param>
    /// <param name="ticks">The time in the line, in ticks (UTC); 0 if it has none.</param>
    /// <returns>Whether the line starts an entry.</returns>
    public bool TryRead(ReadOnlySpan<byte> line, out EntryHeader header, out long ticks)
    {
        ticks = 0;
        header = default;
        if (line.Length == 0)
        {
            return false;
        }

        switch (line[0])
        {
            case (byte)'1' or (byte)'2':
                return TryReadAgent(line, out header, out ticks) || TryReadGo(line, out header, out ticks);
            case (byte)'I' or (byte)'W' or (byte)'F':
                return TryReadKlog(line, out header, out ticks);
            case (byte)'E':
                return TryReadKlog(line, out header, out ticks) || TryReadPlain(line, ConnectorLogText.CommandError, out header);
            case (byte)'p':
                return TryReadPlain(line, ConnectorLogText.Panic, out header);
            case (byte)'f':
                return TryReadPlain(line, ConnectorLogText.RuntimeError, out header);
            case (byte)'[' when line.StartsWith(ConnectorLogText.ProxyServer):
                int length = ConnectorLogText.ProxyServer.Length;
                header = new EntryHeader(LogLevel.Error, 1, (ushort)(length - 2), (ushort)length, 0, false);
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadPlain(ReadOnlySpan<byte> line, ReadOnlySpan<byte> start, out EntryHeader header)
    {
        header = EntryHeader.None(LogLevel.Fatal);
        return line.StartsWith(start);
    }

    private bool TryReadKlog(ReadOnlySpan<byte> line, out EntryHeader header, out long ticks)
    {
        header = default;
        ticks = 0;
        if (line.Length <= KlogTimeEnd || line[5] != ' ' || line[8] != ':' || line[11] != ':' || line[14] != '.' || line[KlogTimeEnd] != ' ')
        {
            return false;
        }

        int month = LogTime.TwoDigits(line, 1);
        int day = LogTime.TwoDigits(line, 3);
        long timeOfDay = LogTime.TimeOfDay(line[6..]);
        int at = 14;
        timeOfDay += timeOfDay < 0 ? 0 : LogTime.ReadFraction(line, ref at);
        if (month is < 1 or > 12 || day is < 1 or > 31 || timeOfDay < 0 || at != KlogTimeEnd)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = line[..Math.Min(line.Length, MaxHeaderLength)];
        int thread = KlogTimeEnd + rest[KlogTimeEnd..].IndexOfAnyExcept((byte)' ');
        int threadEnd = thread < KlogTimeEnd ? -1 : thread + rest[thread..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (threadEnd <= thread || rest[threadEnd] != ' ')
        {
            return false;
        }

        int source = threadEnd + 1;
        int sourceLength = rest[source..].IndexOfAny((byte)']', (byte)' ');
        if (sourceLength <= 0 || rest[source + sourceLength] != ']' || !Ascii.IsValid(rest.Slice(source, sourceLength)))
        {
            return false;
        }

        int message = source + sourceLength + 1;
        message += message < line.Length && line[message] == ' ' ? 1 : 0;
        LogLevel level = line[0] switch
        {
            (byte)'I' => line[message..].StartsWith(ConnectorLogText.ProxyError) ? LogLevel.Error : LogLevel.Information,
            (byte)'W' => LogLevel.Warning,
            (byte)'E' => LogLevel.Error,
            _ => LogLevel.Fatal,
        };
        header = new EntryHeader(level, (ushort)source, (ushort)(source + sourceLength), (ushort)message, 0, false);
        if (reference is DateTime latest)
        {
            LogTime.TryPlaceInYear(month, day, timeOfDay, latest, out ticks);
        }

        return true;
    }

    private bool TryReadAgent(ReadOnlySpan<byte> line, out EntryHeader header, out long ticks)
    {
        header = default;
        if (!TryReadAgentTime(line, out ticks))
        {
            return false;
        }

        int at = AgentTimeLength;
        ticks += LogTime.ReadFraction(line, ref at);
        if (at >= line.Length || line[at] != ' ')
        {
            return false;
        }

        at++;
        LogLevel level = ReadLevel(line[at..], out int levelLength);
        at += levelLength;
        int components = at;
        int source = at;
        int sourceEnd = at;
        bool hasPlace = false;
        for (int count = 0; at < MaxHeaderLength && at < line.Length && line[at] == '['; count++)
        {
            ReadOnlySpan<byte> rest = line[(at + 1)..];
            int length = rest.IndexOfAnyExcept(s_componentCharacters);
            if (length <= 0 || length > MaxHeaderLength || rest[length] != ']' || (length + 1 < rest.Length && rest[length + 1] != ' '))
            {
                break;
            }

            // The code location is the source only if there is no component.
            bool isFirst = count == 0 || (count == 1 && hasPlace);
            source = isFirst ? at + 1 : source;
            sourceEnd = at + 1 + length;
            at = Math.Min(sourceEnd + 2, line.Length);
            if (count == 0 && level >= LogLevel.Error && rest[..length].IndexOf(ConnectorLogText.PlaceMark) > 0)
            {
                hasPlace = true;
                components = at;
            }
        }

        // The agent stops trying after this warning and does not log an error.
        level = level == LogLevel.Warning && line[at..].StartsWith(ConnectorLogText.DialFailed) ? LogLevel.Error : level;
        header = new EntryHeader(level, (ushort)source, (ushort)sourceEnd, (ushort)at, (ushort)components, hasPlace);
        return true;
    }

    // The format of the Go package log: "2026/11/26 23:08:20 text".
    private static bool TryReadGo(ReadOnlySpan<byte> line, out EntryHeader header, out long ticks)
    {
        header = default;
        ticks = 0;
        if (line.Length <= AgentTimeLength || line[4] != '/' || line[7] != '/')
        {
            return false;
        }

        Span<byte> time = stackalloc byte[AgentTimeLength];
        line[..AgentTimeLength].CopyTo(time);
        time[4] = time[7] = (byte)'-';
        int at = AgentTimeLength;
        if (!LogTime.TryReadDateAndTime(time, (byte)' ', out ticks))
        {
            return false;
        }

        ticks += LogTime.ReadFraction(line, ref at);
        if (at >= line.Length || line[at] != ' ')
        {
            return false;
        }

        at++;
        header = new EntryHeader(LogLevel.Information, (ushort)at, (ushort)at, (ushort)at, 0, false);
        return true;
    }

    private bool TryReadAgentTime(ReadOnlySpan<byte> line, out long ticks)
    {
        if (line.Length < AgentTimeLength)
        {
            ticks = 0;
            return false;
        }

        Vector128<byte> minute = Vector128.Create(line);
        int seconds = LogTime.TwoDigits(line, MinuteLength + 1);
        if (minute == _minute && line[MinuteLength] == ':' && (uint)seconds < 60)
        {
            ticks = _minuteTicks + (seconds * TimeSpan.TicksPerSecond);
            return true;
        }

        if (!LogTime.TryReadDateAndTime(line, (byte)' ', out ticks))
        {
            return false;
        }

        _minute = minute;
        _minuteTicks = ticks - (seconds * TimeSpan.TicksPerSecond);
        return true;
    }

    // An unknown level is part of the message.
    private static LogLevel ReadLevel(ReadOnlySpan<byte> text, out int length)
    {
        length = 5;
        if (text.StartsWith("INFO "u8))
        {
            return LogLevel.Information;
        }

        if (text.StartsWith("WARN "u8))
        {
            return LogLevel.Warning;
        }

        length = 6;
        if (text.StartsWith("ERROR "u8))
        {
            return LogLevel.Error;
        }

        if (text.StartsWith("DEBUG "u8))
        {
            return LogLevel.Debug;
        }

        if (text.StartsWith("TRACE "u8))
        {
            return LogLevel.Trace;
        }

        length = 9;
        if (text.StartsWith("CRITICAL "u8))
        {
            return LogLevel.Fatal;
        }

        length = 0;
        return LogLevel.Information;
    }
}
