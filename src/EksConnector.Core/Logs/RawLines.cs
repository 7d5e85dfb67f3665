using System.Text;

namespace EksConnector.Core.Logs;

/// <summary>
/// Makes strings of lines: UTF-8, with U+FFFD for what is none, without a carriage return at the end. Anything else, NUL and
/// escape sequences among it, stays as it is.
/// </summary>
internal sealed class RawLines : ILineSink
{
    private readonly List<string> _lines = [];

    /// <summary>How many lines wait to be taken.</summary>
    public int Count => _lines.Count;

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<byte> line, bool goesOn)
    {
        if (!goesOn && line.Length > 0 && line[^1] == '\r')
        {
            line = line[..^1];
        }

        _lines.Add(Encoding.UTF8.GetString(line));
    }

    /// <summary>Gives the lines that came since the last call.</summary>
    /// <returns>The lines; the caller's own.</returns>
    public string[] Take()
    {
        string[] lines = _lines.ToArray();
        _lines.Clear();
        return lines;
    }
}
