using System.Text;
using System.Text.RegularExpressions;
using EksConnector.Core.Logs;

namespace EksConnector.Core.Findings.Resolving;

/// <summary>Tells what wrote a line.</summary>
internal static partial class LineOrigin
{
    private const int LongestHeader = 1000;

    // The files of the connector's source that its lines name.
    private static readonly string[] s_init =
    [
        "init.go", "initializer.go", "registration.go", "ssm.go", "podindex.go", "secret.go", "persistence_secret.go", "serialization.go", "state.go", "root.go",
    ];

    private static readonly string[] s_proxy = ["server.go", "proxy.go", "fsnotify.go"];

    /// <summary>Tells it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="afterStack">Whether the line before belongs to a stack.</param>
    /// <returns>What wrote it, and whether it begins an entry of a log.</returns>
    public static (TextOrigin Origin, bool BeginsEntry) Of(ReadOnlySpan<char> line, bool afterStack)
    {
        line = line.Trim(' ');
        if (line.IsEmpty)
        {
            return (TextOrigin.Blank, false);
        }

        if (line[0] == '>')
        {
            line = line[1..].TrimStart(' ');
        }

        if (OfHeader(WithoutPrefix(line)) is { } known)
        {
            return (known, known != TextOrigin.Unknown);
        }

        if (afterStack || line.StartsWith("goroutine ", StringComparison.Ordinal))
        {
            return (TextOrigin.Stack, false);
        }

        if (line.Length > LongestHeader)
        {
            return (TextOrigin.Unknown, false);
        }

        return PodRow().IsMatch(line) ? (TextOrigin.PodRow, false) : (Command().IsMatch(line) ? TextOrigin.Command : TextOrigin.Unknown, false);
    }

    // [pod/eks-connector-0/connector-init], as kubectl logs --prefix writes it, and the time of --timestamps.
    private static ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("[pod/", StringComparison.Ordinal) && line.IndexOf("] ", StringComparison.Ordinal) is > 0 and int end)
        {
            line = line[(end + 2)..];
        }

        return line;
    }

    private static TextOrigin? OfHeader(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || line[0] is not ('1' or '2' or 'I' or 'W' or 'E' or 'F' or '['))
        {
            return null;
        }

        Span<byte> buffer = stackalloc byte[3 * LongestHeader];
        ReadOnlySpan<byte> bytes = buffer[..Encoding.UTF8.GetBytes(line[..Math.Min(line.Length, LongestHeader)], buffer)];
        if (LogTime.TryReadApi(bytes, out _, out int length))
        {
            bytes = bytes[length..];
        }

        if (!new HeaderReader(reference: null).TryRead(bytes, out EntryHeader header, out long ticks))
        {
            return null;
        }

        if (bytes[0] == (byte)'[')
        {
            return TextOrigin.Proxy;
        }

        if (ticks != 0)
        {
            return TextOrigin.Agent;
        }

        // "Error: " is what every command line of Go says.
        if (header.SourceEnd == header.SourceStart)
        {
            return TextOrigin.Unknown;
        }

        string source = Encoding.UTF8.GetString(bytes[header.SourceStart..header.SourceEnd]);
        string file = source.Split(':')[0];
        return s_init.Contains(file) ? TextOrigin.Init : s_proxy.Contains(file) ? TextOrigin.Proxy : TextOrigin.OtherLog;
    }

    // Namespace or not, name, ready containers, status, restarts.
    [GeneratedRegex(@"\A(?:[a-z0-9-]+ +)?[a-z0-9.-]+ +\d+/\d+ +[A-Z][A-Za-z:0-9/-]* +\d", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PodRow();

    // What is typed is not what is answered.
    [GeneratedRegex(@"\A(?:\$ |PS[^>]*> |# |\+ )?(?:sudo )?(?:kubectl|helm|aws|eksctl|docker|curl|oc) (?!.*\b(?:error|failed|fails|denied|forbidden)\b)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Command();
}
