using System.Text;

namespace EksConnector.Core.Logs;

/// <summary>
/// Converts lines to strings: UTF-8, with U+FFFD for invalid bytes, without a trailing carriage return. All other characters, including
/// NUL and escape sequences, are kept.
/// </summary>
internal sealed class RawLines : ILineSink
{
    private readonly List<string> _lines = [];

    /// <summary>The number of lines that are ready to be returned.</summary>
    public int Count => _lines.Count;

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<byte> line, bool isContinued)
    {
        if (!isContinued && line.Length > 0 && line[^1] == '\r')
        {
            line = line[..^1];
        }

        _lines.Add(Encoding.UTF8.GetString(line));
    }

    /// <summary>Returns the lines since the last call.</summary>
    /// <returns>The lines; the caller owns the array.</returns>
    public string[] Take()
    {
        string[] lines = _lines.ToArray();
        _lines.Clear();
        return lines;
    }
}
