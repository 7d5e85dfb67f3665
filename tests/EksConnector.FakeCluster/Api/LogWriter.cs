using System.Globalization;
using System.Text;

namespace EksConnector.FakeCluster;

/// <summary>Writes log lines to a response in the requested format, buffered.</summary>
internal sealed class LogWriter(Stream body, LogOptions options, CancellationToken end) : IDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly MemoryStream _buffer = new(BufferBytes);
    private long _remaining = options.LimitBytes ?? long.MaxValue;

    public bool IsFull => _remaining <= 0;

    public async ValueTask WriteAsync(LogLine line)
    {
        if (options.Timestamps)
        {
            Write(Encoding.ASCII.GetBytes(line.Time.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture) + "00Z "));
        }

        Write(line.Bytes.Span);
        if (_buffer.Length >= BufferBytes - 1024)
        {
            await SendAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask FlushAsync()
    {
        await SendAsync().ConfigureAwait(false);
        await body.FlushAsync(end).ConfigureAwait(false);
    }

    public void Dispose() => _buffer.Dispose();

    private async ValueTask SendAsync()
    {
        if (_buffer.Length > 0)
        {
            await body.WriteAsync(_buffer.GetBuffer().AsMemory(0, (int)_buffer.Length), end).ConfigureAwait(false);
            _buffer.SetLength(0);
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> allowed = bytes[..(int)Math.Min(bytes.Length, _remaining)];
        _buffer.Write(allowed);
        _remaining -= allowed.Length;
    }
}
