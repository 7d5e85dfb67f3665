using System.Text;

namespace EksConnector.Aws.Credentials;

/// <summary>Reads files that somebody else names: what has no end is not read to it.</summary>
internal static class SmallFile
{
    /// <summary>Reads a text (UTF-8).</summary>
    /// <param name="path">The file; a pipe that nobody writes to blocks until the token is cancelled.</param>
    /// <param name="longest">The most that it may have, in bytes.</param>
    /// <param name="cancellationToken">Ends the waiting; a read that hangs is left to itself.</param>
    /// <exception cref="IOException">It cannot be read, or is longer.</exception>
    public static Task<string> ReadAsync(string path, int longest, CancellationToken cancellationToken) =>
        Task.Run(() => Read(path, longest), cancellationToken).WaitAsync(cancellationToken);

    private static string Read(string path, int longest)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        byte[] bytes = new byte[longest + 1];
        int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= longest
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new IOException($"The file has more than {longest} bytes.");
    }
}
