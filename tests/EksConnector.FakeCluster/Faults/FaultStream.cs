using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>The body of an answer that goes wrong on its way.</summary>
internal sealed class FaultStream(HttpContext context, Fault fault, CancellationToken stopping) : Stream
{
    private const int UnknownLength = 64;

    private readonly Stream _inner = context.Response.Body;
    private long _left = fault.BodyBytes ?? UnknownLength;

    private bool EndsQuietly => fault.Kind is FaultKind.Truncate or FaultKind.Garbage;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads the body's length, and hides it where the body is to end early.</summary>
    public Task Start()
    {
        _left = fault.BodyBytes ?? (context.Response.ContentLength is { } length ? length / 2 : UnknownLength);
        if (EndsQuietly)
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

        ReadOnlyMemory<byte> good = buffer[..(int)Math.Min(_left, buffer.Length)];
        _left -= good.Length;
        await _inner.WriteAsync(good, cancellationToken).ConfigureAwait(false);
        if (good.Length == buffer.Length || EndsQuietly)
        {
            return;
        }

        await _inner.FlushAsync(cancellationToken).ConfigureAwait(false);
        switch (fault.Kind)
        {
            case FaultKind.CutInBody:
                // Kestrel sends what it has and closes the connection, where the application fails.
                throw new InvalidOperationException("The fault cut the answer.");
            case FaultKind.ResetInBody:
                FaultInjector.Reset(context);
                break;
            default:
                await FaultInjector.ForeverAsync(context, stopping).ConfigureAwait(false);
                break;
        }

        throw new OperationCanceledException("The fault ended the answer.");
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
