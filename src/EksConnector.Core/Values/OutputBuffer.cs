using System.Buffers;
using System.Text;

namespace EksConnector.Core;

/// <summary>A buffer for the output of a program with a size limit, safe for use by several threads.</summary>
internal sealed class OutputBuffer
{
    private readonly object _gate = new();
    private readonly int _limit;
    private readonly bool _keepsTail;
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Initializes a new instance.</summary>
    /// <param name="limit">The maximum number of bytes.</param>
    /// <param name="keepsTail">Whether the oldest bytes are discarded at the limit; otherwise no more bytes are accepted.</param>
    public OutputBuffer(int limit, bool keepsTail)
    {
        _limit = limit;
        _keepsTail = keepsTail;
    }

    /// <summary>Appends bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>False if the limit is exceeded.</returns>
    public bool TryAdd(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_bytes.WrittenCount + bytes.Length <= _limit)
            {
                _bytes.Write(bytes);
                return true;
            }

            if (!_keepsTail)
            {
                return false;
            }

            // Discard half of the buffer at a time, so that a verbose program does not cause a copy for each line.
            byte[] kept = _bytes.WrittenSpan.ToArray();
            _bytes.Clear();
            int keep = Math.Min(kept.Length, Math.Max(0, (_limit / 2) - bytes.Length));
            _bytes.Write(kept.AsSpan(kept.Length - keep));
            _bytes.Write(bytes.Length > _limit ? bytes[^_limit..] : bytes);
            return true;
        }
    }

    public override string ToString() => nameof(OutputBuffer);

    /// <summary>Returns the content of the buffer.</summary>
    /// <returns>The content as text.</returns>
    public string Reveal()
    {
        lock (_gate)
        {
            return Encoding.UTF8.GetString(_bytes.WrittenSpan);
        }
    }
}
