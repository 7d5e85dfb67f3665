using System.Text;
using System.Text.RegularExpressions;
using EksConnector.Core.Logs;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>Determines the program that wrote a line.</summary>
internal static partial class LineOrigin
{
    private const int MaxHeaderLength = 1000;

    // The maximum length of a prefix from log shippers, emails and terminals.
    private const int MaxPrefixLength = 300;

    // The length of "F1116 20:30:47.261469", before the thread and the file.
    private const int KlogTimeLength = 21;

    // The length of "2021-01-08", before the time and the level.
    private const int DateLength = 10;

    private const string ProxyServer = "[ProxyServer] ";
    private const string ServerWarning = "Warning: ";

    private static readonly string[] s_levels = [" INFO ", " WARN ", " ERROR ", " DEBUG ", " TRACE ", " CRITICAL "];

    // The source files of the connector that occur in its log lines.
    private static readonly string[] s_init =
    [
        "init.go", "initializer.go", "registration.go", "ssm.go", "podindex.go", "secret.go", "persistence_secret.go", "serialization.go", "state.go", "root.go",
    ];

    private static readonly string[] s_proxy = ["server.go", "proxy.go", "fsnotify.go"];

    /// <summary>Determines the origin of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="afterStack">Whether the preceding line belongs to a stack trace.</param>
    /// <returns>The origin, whether the line starts a log entry, and whether the entry is an error, which may continue on the next lines.</returns>
    public static (TextOrigin Origin, bool BeginsEntry, bool IsFault) Of(ReadOnlySpan<char> line, bool afterStack)
    {
        line = line.Trim(' ');
        if (line.IsEmpty)
        {
            return (TextOrigin.Blank, false, false);
        }

        line = line.TrimStart(" >|");
        TextOrigin? header = OfHeader(line[HeaderStart(line)..], out bool isFault);
        if (header is { } known and not TextOrigin.Unknown)
        {
            return (known, known is not TextOrigin.Warning, isFault);
        }

        if (line[..Math.Min(line.Length, MaxPrefixLength)].IndexOf(ServerWarning, StringComparison.Ordinal) is >= 0 and int warning
            && (warning == 0 || line[warning - 1] is ' ' or '"'))
        {
            return (TextOrigin.Warning, false, false);
        }

        // The columns of kubectl and the prefix of a log shipper can precede the type of an event; only the text of a warning can continue.
        if (Event().IsMatch(line[..Math.Min(line.Length, MaxPrefixLength)]))
        {
            return (TextOrigin.Unknown, true, line.Contains("Warning  ", StringComparison.Ordinal));
        }

        // The time of a log shipper can precede a table row, but not a line of a stack trace.
        if (header is not null)
        {
            return (PodRow().IsMatch(line) ? TextOrigin.PodRow : TextOrigin.Unknown, false, isFault);
        }

        if (afterStack || line.StartsWith("goroutine ", StringComparison.Ordinal))
        {
            return (TextOrigin.Stack, false, false);
        }

        if (line.Length > MaxHeaderLength)
        {
            return (TextOrigin.Unknown, false, false);
        }

        // A line of another program is unrelated to the preceding lines.
        if (OwnRecord().IsMatch(line))
        {
            return (TextOrigin.Unknown, true, false);
        }

        return PodRow().IsMatch(line) ? (TextOrigin.PodRow, false, false) : (Command().IsMatch(line) ? TextOrigin.Command : TextOrigin.Unknown, false, false);
    }

    // Returns the start of the connector's own header after a prefix; 0 if there is none.
    private static int HeaderStart(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> window = line[..Math.Min(line.Length, MaxPrefixLength)];
        if (window.IndexOf(ProxyServer, StringComparison.Ordinal) is > 0 and int proxy)
        {
            return proxy;
        }

        int file = window.IndexOf(".go:", StringComparison.Ordinal);
        if (file > 0 && KlogStart(window[..file]) is > 0 and int klog)
        {
            return klog;
        }

        foreach (string level in s_levels)
        {
            if (window.IndexOf(level, StringComparison.Ordinal) is > DateLength and int end && AgentStart(window[..end]) is > 0 and int agent)
            {
                return agent;
            }
        }

        return 0;
    }

    private static int KlogStart(ReadOnlySpan<char> beforeFile)
    {
        ReadOnlySpan<char> beforeThread = beforeFile[..(beforeFile.LastIndexOf(' ') + 1)].TrimEnd(' ').TrimEnd("0123456789").TrimEnd(' ');
        int start = beforeThread.Length - KlogTimeLength;
        return start > 0 && beforeThread[start] is 'I' or 'W' or 'E' or 'F' ? start : 0;
    }

    private static int AgentStart(ReadOnlySpan<char> beforeLevel)
    {
        int start = beforeLevel.LastIndexOf(' ') - DateLength;
        return start > 0 && beforeLevel[start] is '1' or '2' ? start : 0;
    }

    private static TextOrigin? OfHeader(ReadOnlySpan<char> line, out bool isFault)
    {
        isFault = false;
        if (line.IsEmpty || line[0] is not ('1' or '2' or 'I' or 'W' or 'E' or 'F' or '['))
        {
            return null;
        }

        Span<byte> buffer = stackalloc byte[3 * MaxHeaderLength];
        ReadOnlySpan<byte> bytes = buffer[..Encoding.UTF8.GetBytes(line[..Math.Min(line.Length, MaxHeaderLength)], buffer)];
        if (LogTime.TryReadApi(bytes, out _, out int length))
        {
            bytes = bytes[length..];
        }

        if (!new HeaderReader(reference: null).TryRead(bytes, out EntryHeader header, out long ticks))
        {
            return null;
        }

        isFault = header.Level >= LogLevel.Warning;
        if (bytes[0] == (byte)'[')
        {
            return TextOrigin.Proxy;
        }

        // Many programs write a time; lines of the agent also have a level or a component.
        if (ticks != 0)
        {
            int message = DateLength + 2 + bytes[(DateLength + 1)..].IndexOf((byte)' ');
            return header.MessageStart > message ? TextOrigin.Agent : TextOrigin.Unknown;
        }

        // "Error: " is written by many Go command-line programs.
        if (header.SourceEnd == header.SourceStart)
        {
            return TextOrigin.Unknown;
        }

        string source = Encoding.UTF8.GetString(bytes[header.SourceStart..header.SourceEnd]);
        string file = source.Split(':')[0];
        if (file == "warnings.go")
        {
            return TextOrigin.Warning;
        }

        return s_init.Contains(file) ? TextOrigin.Init : s_proxy.Contains(file) ? TextOrigin.Proxy : TextOrigin.OtherLog;
    }

    // An optional namespace, the name, ready containers, the status and restarts.
    [GeneratedRegex(@"(?:\A|[ ""])(?:[a-z0-9-]+ +)?[a-z0-9.-]+ +\d+/\d+ +[A-Z][A-Za-z:0-9/-]* +\d", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PodRow();

    // Matches the events of kubectl describe and kubectl get events.
    [GeneratedRegex(@"(?<![^ ""|])(?:Warning|Normal) {2,}[A-Z][A-Za-z]+ ", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Event();

    // Matches logfmt, JSON, and access logs.
    [GeneratedRegex(@"\A(?:(?:level|lvl|ts|time)=|\{""(?:level|ts|time|timestamp)|\d{1,3}(?:\.\d{1,3}){3} - )", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OwnRecord();

    // A command that the user typed is not output.
    [GeneratedRegex(@"\A(?:\$ |PS[^>]*> |# |\+ )?(?:sudo )?(?:kubectl|helm|aws|eksctl|docker|curl|oc) (?!.*\b(?:error|failed|fails|denied|forbidden)\b)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Command();
}
