namespace EksConnector.Core.Logs;

/// <summary>A buffer of bytes that releases a large array when its bytes are no longer needed.</summary>
internal sealed class GrowingBuffer
{
    private const int SmallLength = 256;
    private const int KeptLength = 64 * 1024;

    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _bytes.Length - Length)
        {
            Grow(bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Append(byte value)
    {
        if (Length == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[Length++] = value;
    }

    public void RemoveStart(int count)
    {
        _bytes.AsSpan(count, Length - count).CopyTo(_bytes);
        Length -= count;
    }

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > KeptLength)
        {
            _bytes = [];
        }
    }

    private void Grow(int more)
    {
        int wanted = checked(Length + more);
        int doubled = (int)Math.Min(2L * _bytes.Length, Array.MaxLength);
        Array.Resize(ref _bytes, Math.Max(SmallLength, Math.Max(wanted, doubled)));
    }
}
