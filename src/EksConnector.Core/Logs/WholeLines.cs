namespace EksConnector.Core.Logs;

/// <summary>
/// Takes the log API's timestamps out of the middle of long lines. The runtime keeps a long line in pieces, and older kubelets (1.20
/// among them) put a timestamp before each of them.
/// </summary>
/// <param name="next">Who gets the lines, each with its first timestamp alone.</param>
internal sealed class WholeLines(ILineSink next) : ILineSink
{
    private readonly GrowingBuffer _joined = new();

    // How long a piece is: with containerd and Docker, and with CRI-O.
    private static ReadOnlySpan<int> PieceLengths => [16 * 1024, 8 * 1024];

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<byte> line, bool goesOn) => next.Line(Join(line), goesOn);

    private ReadOnlySpan<byte> Join(ReadOnlySpan<byte> line)
    {
        if (line.Length <= PieceLengths[^1] || !LogTime.TryReadApi(line, out _, out int first))
        {
            return line;
        }

        foreach (int length in PieceLengths)
        {
            if (line.Length > first + length && LogTime.TryReadApi(line[(first + length)..], out _, out _))
            {
                return Join(line, first, length);
            }
        }

        return line;
    }

    private ReadOnlySpan<byte> Join(ReadOnlySpan<byte> line, int first, int length)
    {
        _joined.Clear();
        _joined.Append(line[..first]);
        ReadOnlySpan<byte> rest = line[first..];
        while (rest.Length > length && LogTime.TryReadApi(rest[length..], out _, out int stamp))
        {
            _joined.Append(rest[..length]);
            rest = rest[(length + stamp)..];
        }

        _joined.Append(rest);
        return _joined.Bytes;
    }
}
