namespace EksConnector.Kubernetes.Streams;

/// <summary>Reads lines of UTF-8 text with limits for time and size.</summary>
/// <param name="stream">The stream, which the caller disposes of.</param>
/// <param name="longest">The maximum length of a line in bytes.</param>
/// <param name="inactivityTimeout">The timeout for the first byte of a line.</param>
/// <param name="limit">The timeout from the first byte of a line to its end.</param>
internal sealed class LineReader(Stream stream, int longest, TimeSpan inactivityTimeout, TimeSpan limit)
{
    private const byte LineFeed = (byte)'\n';

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Reads a line, without the line terminator.</summary>
    /// <returns>The line, which is valid until the next call; null at the end of the stream.</returns>
    /// <exception cref="TimeoutException">The line was not complete before the timeout.</exception>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(inactivityTimeout);
        bool hasBegun = false;
        int searched = _start;
        while (true)
        {
            int length = _buffer.AsSpan(searched, _end - searched).IndexOf(LineFeed);
            if (length >= 0)
            {
                ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, searched + length - _start);
                _start = searched + length + 1;
                return line;
            }

            if (_end - _start > longest)
            {
                throw new InvalidDataException();
            }

            if (_end > _start && !hasBegun)
            {
                hasBegun = true;
                ending.CancelAfter(limit);
            }

            MakeRoom();
            searched = _end;
            try
            {
                int count = await stream.ReadAsync(_buffer.AsMemory(_end), ending.Token).ConfigureAwait(false);
                _end += count;
                if (count == 0)
                {
                    return LastLine();
                }
            }
            catch (Exception exception) when (ending.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException(message: null, exception);
            }
        }
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }
    }

    private ReadOnlyMemory<byte>? LastLine()
    {
        ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, _end - _start);
        _start = _end;
        return line.IsEmpty ? default(ReadOnlyMemory<byte>?) : line;
    }
}
