using System.Buffers;

namespace EksConnector.Core.Logs;

/// <summary>Moves bytes from a stream to a consumer, and its results to the output, in constant memory.</summary>
/// <param name="output">The receiver of the results.</param>
/// <param name="isLive">Whether more data may arrive later, so that pending entries are returned during a pause.</param>
internal sealed class LogPump(LogOutput output, bool isLive)
{
    private const int BufferSize = 64 * 1024;

    // A TLS record has at most 16 KiB, and waking the next two threads for each record takes a tenth of the total time. So the data of
    // a log that ends is collected: first in small amounts, then up to this number of bytes.
    private const int FirstHandover = 4 * 1024;
    private const int LargestHandover = 64 * 1024;

    // A pending entry is completed if no data arrives for this time.
    private static readonly TimeSpan s_quietPeriod = TimeSpan.FromMilliseconds(200);

    /// <summary>Moves bytes until the stream ends or the consumer is full.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="consumer">The consumer.</param>
    /// <param name="limit">The maximum number of bytes.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The number of bytes that were moved.</returns>
    public async Task<long> MoveAsync(Stream stream, IByteSink consumer, long? limit, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        long moved = 0;
        int waiting = 0;
        int handover = 0;
        try
        {
            while (!consumer.IsFull && (limit is null || moved < limit))
            {
                int room = (int)Math.Min(buffer.Length, (limit ?? long.MaxValue) - moved);
                ValueTask<int> read = stream.ReadAsync(buffer.AsMemory(0, room), cancellationToken);
                int count = isLive && !read.IsCompleted
                    ? await ReadWithPauseAsync(read.AsTask(), consumer, cancellationToken).ConfigureAwait(false)
                    : await read.ConfigureAwait(false);
                if (count == 0)
                {
                    break;
                }

                moved += count;
                waiting += count;
                consumer.Feed(buffer.AsSpan(0, count));
                if (!isLive && waiting < handover)
                {
                    continue;
                }

                waiting = 0;
                handover = Math.Clamp(2 * handover, FirstHandover, LargestHandover);
                await output.TakeFromAsync(consumer, cancellationToken).ConfigureAwait(false);
            }

            return moved;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<int> ReadWithPauseAsync(Task<int> read, IByteSink consumer, CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(read, Task.Delay(s_quietPeriod, CancellationToken.None)).ConfigureAwait(false) != read)
        {
            consumer.Flush();
            await output.TakeFromAsync(consumer, cancellationToken).ConfigureAwait(false);
        }

        return await read.ConfigureAwait(false);
    }
}
