namespace EksConnector.Core;

/// <summary>
/// Reads files from untrusted paths, which may lead to a pipe, an endless device, or a file system that does not respond. The size
/// and the time are limited, and cancellation does not wait for the operating system.
/// </summary>
public static class BoundedFile
{
    /// <summary>The timeout for one file.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    private const int BufferLength = 32 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="maximumLength">The maximum size in bytes.</param>
    /// <param name="cancellationToken">A token that cancels the wait immediately.</param>
    /// <returns>The content.</returns>
    /// <exception cref="InvalidDataException">The file is larger than the limit.</exception>
    /// <exception cref="TimeoutException">The file was not read within <see cref="TimeLimit"/>.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The caller has no access, or the path is a folder.</exception>
    public static Task<byte[]> ReadAsync(string path, int maximumLength, CancellationToken cancellationToken) =>
        ReadAsync(path, maximumLength, TimeLimit, cancellationToken);

    internal static async Task<byte[]> ReadAsync(string path, int maximumLength, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationToken stopped = stop.Token;
        try
        {
            // Uses a dedicated thread, because opening a pipe blocks, and a blocked thread would be missing in the thread pool.
            return await Task.Factory.StartNew(
                () => Read(path, maximumLength, stopped), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .WaitAsync(timeLimit, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Reads a file synchronously; otherwise the same as <see cref="ReadAsync(string, int, CancellationToken)"/>.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="maximumLength">The maximum size in bytes.</param>
    /// <returns>The content.</returns>
    public static byte[] Read(string path, int maximumLength) =>
        ReadAsync(path, maximumLength, CancellationToken.None).GetAwaiter().GetResult();

    private static byte[] Read(string path, int maximumLength, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        using var content = new MemoryStream();
        byte[] buffer = new byte[BufferLength];
        int count;
        while ((count = file.Read(buffer, 0, buffer.Length)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            content.Write(buffer, 0, count);
            if (content.Length > maximumLength)
            {
                throw new InvalidDataException("The file is larger than the limit.");
            }
        }

        return content.ToArray();
    }
}
