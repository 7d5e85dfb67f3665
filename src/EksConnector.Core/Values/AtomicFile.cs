using System.Security.Cryptography;

namespace EksConnector.Core;

/// <summary>
/// A file that is written completely or not at all. It is written to a temporary file in the same folder, which then replaces the
/// target. Links are never followed. The temporary file is removed if the file is not committed.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private const int BufferSize = 128 * 1024;

    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _stream;

    /// <summary>Initializes a new instance and creates the temporary file.</summary>
    /// <param name="path">The full path of the file; its folder must exist.</param>
    /// <exception cref="IOException">The path is a folder, a link, a device or a pipe, or the folder cannot be written to.</exception>
    public AtomicFile(string path)
    {
        _path = path;
        EnsureRegularFile();
        _temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp");
        _stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferSize);
    }

    /// <summary>The stream to write to.</summary>
    public Stream Stream => _stream;

    /// <summary>Completes the file and moves it to its path.</summary>
    /// <param name="replaces">Whether an existing regular file is replaced.</param>
    /// <exception cref="IOException">The path exists and is not a regular file, or the disk is full.</exception>
    public void Commit(bool replaces)
    {
        _stream.Dispose();
        EnsureRegularFile();
        File.Move(_temporary, _path, replaces);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _stream.Dispose();
        }
        finally
        {
            // The file does not exist after a commit or if its folder was deleted.
            if (File.Exists(_temporary))
            {
                File.Delete(_temporary);
            }
        }
    }

    private void EnsureRegularFile()
    {
        if (FileKind.FindWriteProblem(_path) is { } why)
        {
            throw new IOException(why);
        }
    }
}
