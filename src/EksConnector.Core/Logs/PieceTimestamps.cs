namespace EksConnector.Core.Logs;

/// <summary>
/// Removes the timestamps that the log API of servers before about version 1.22 writes in the middle of a long line: the container runtime
/// splits a long line into pieces of the same size, and each has a timestamp.
/// </summary>
internal sealed class PieceTimestamps
{
    // The size of containerd and Docker, and the size of CRI-O.
    private static readonly int[] s_sizes = [16 * 1024, 8 * 1024];

    private readonly GrowingBuffer _joined = new();

    /// <summary>Removes the timestamps.</summary>
    /// <param name="line">A line that starts with the timestamp of the log API.</param>
    /// <returns>The line with only the first timestamp; it is valid until the next call.</returns>
    public ReadOnlySpan<byte> Without(ReadOnlySpan<byte> line)
    {
        _joined.Clear();
        if (line.Length <= s_sizes[^1] || !LogTime.TryReadApi(line, out _, out int start))
        {
            return line;
        }

        foreach (int size in s_sizes)
        {
            if (TimeAt(line, start + size) > 0)
            {
                Join(line, start + size, size);
                return _joined.Bytes;
            }
        }

        return line;
    }

    private static int TimeAt(ReadOnlySpan<byte> line, int at) =>
        at < line.Length && LogTime.TryReadApi(line[at..], out _, out int length) ? length : 0;

    private void Join(ReadOnlySpan<byte> line, int at, int size)
    {
        _joined.Append(line[..at]);
        for (int length = TimeAt(line, at); length > 0; length = TimeAt(line, at))
        {
            int end = Math.Min(at + length + size, line.Length);
            _joined.Append(line[(at + length)..end]);
            at = end;
        }

        _joined.Append(line[at..]);
    }
}
