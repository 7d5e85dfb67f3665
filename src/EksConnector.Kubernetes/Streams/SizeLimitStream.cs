namespace EksConnector.Kubernetes.Streams;

/// <summary>A stream that throws an exception if a response exceeds a size limit.</summary>
/// <param name="inner">The stream to read, which is disposed of with this one.</param>
/// <param name="limit">The maximum number of bytes to read.</param>
/// <param name="tooLong">The function that creates the exception.</param>
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
