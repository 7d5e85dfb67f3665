namespace EksConnector.Kubernetes.Streams;

/// <summary>Ends the reading of an answer that is longer than any answer should be.</summary>
/// <param name="inner">The stream that is read; it is disposed of with this one.</param>
/// <param name="limit">The number of bytes that may be read.</param>
/// <param name="tooLong">Creates the failure.</param>
internal sealed class SizeLimitStream(Stream inner, long limit, Func<Exception> tooLong) : ReadOnlyStream
{
    private long _read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _read += count;
        return _read <= limit ? count : throw tooLong();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
