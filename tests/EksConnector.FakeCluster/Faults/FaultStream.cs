using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>A response body with a fault.</summary>
internal sealed class FaultStream(HttpContext context, Fault fault, CancellationToken stopping) : Stream
{
    private const int UnknownLength = 64;

    private readonly Stream _inner = context.Response.Body;
    private long _remaining = fault.BodyBytes ?? UnknownLength;

    private bool EndsEarly => fault.Kind is FaultKind.Truncate or FaultKind.Garbage;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads the length of the body, and removes it from the headers if the body must end early.</summary>
    public Task Start()
    {
        _remaining = fault.BodyBytes ?? (context.Response.ContentLength is { } length ? length / 2 : UnknownLength);
        if (EndsEarly)
        {
            context.Response.ContentLength = null;
        }

        return Task.CompletedTask;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!context.Response.HasStarted)
        {
            await context.Response.StartAsync(cancellationToken).ConfigureAwait(false);
        }

        if (fault.Kind == FaultKind.SlowBytes)
        {
            await WriteSlowlyAsync(buffer, cancellationToken).ConfigureAwait(false);
            return;
        }

        ReadOnlyMemory<byte> intact = buffer[..(int)Math.Min(_remaining, buffer.Length)];
        _remaining -= intact.Length;
        await _inner.WriteAsync(intact, cancellationToken).ConfigureAwait(false);
        if (intact.Length == buffer.Length || EndsEarly)
        {
            return;
        }

        await _inner.FlushAsync(cancellationToken).ConfigureAwait(false);
        switch (fault.Kind)
        {
            case FaultKind.CutInBody:
                // When the application throws an exception, Kestrel sends the buffered data and closes the connection.
                throw new InvalidOperationException("The fault truncated the response.");
            case FaultKind.ResetInBody:
                FaultInjector.Reset(context);
                break;
            default:
                await FaultInjector.StallAsync(context, stopping).ConfigureAwait(false);
                break;
        }

        throw new OperationCanceledException("The fault ended the response.");
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => _inner.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task WriteSlowlyAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        for (int start = 0; start < buffer.Length; start += fault.PieceBytes)
        {
            await _inner.WriteAsync(buffer.Slice(start, Math.Min(fault.PieceBytes, buffer.Length - start)), cancellationToken).ConfigureAwait(false);
            await _inner.FlushAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(fault.Pause, cancellationToken).ConfigureAwait(false);
        }
    }
}
