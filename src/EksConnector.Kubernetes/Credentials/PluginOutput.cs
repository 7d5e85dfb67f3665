using System.Buffers;
using System.Text;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>What a plugin has written so far, never more than a limit. It is filled and read by different threads.</summary>
internal sealed class PluginOutput
{
    private readonly object _gate = new();
    private readonly int _limit;
    private readonly bool _keepsTail;
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Makes an empty one.</summary>
    /// <param name="limit">How many bytes are kept.</param>
    /// <param name="keepsTail">Whether old bytes make room for new ones; else there is an end at the limit.</param>
    public PluginOutput(int limit, bool keepsTail)
    {
        _limit = limit;
        _keepsTail = keepsTail;
    }

    /// <summary>Adds what came.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>False where they are too many.</returns>
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

            // Half of what is there goes at a time, so that a talkative plugin does not cost a copy for each line.
            byte[] kept = _bytes.WrittenSpan.ToArray();
            _bytes.Clear();
            int keep = Math.Min(kept.Length, Math.Max(0, (_limit / 2) - bytes.Length));
            _bytes.Write(kept.AsSpan(kept.Length - keep));
            _bytes.Write(bytes.Length > _limit ? bytes[^_limit..] : bytes);
            return true;
        }
    }

    public override string ToString() => nameof(PluginOutput);

    /// <summary>Gives what came.</summary>
    /// <returns>The bytes as text.</returns>
    public string Reveal()
    {
        lock (_gate)
        {
            return Encoding.UTF8.GetString(_bytes.WrittenSpan);
        }
    }
}
