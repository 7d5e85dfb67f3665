using System.Security.Cryptography;

namespace EksConnector.Core;

/// <summary>
/// A file that is there whole or not at all. It is written under a name of its own in the same folder, and then takes its place; a
/// link that stands there is never followed. What is not committed is removed.
/// </summary>
internal sealed class WholeFile : IDisposable
{
    private const int BufferSize = 128 * 1024;

    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _stream;

    /// <summary>Begins it.</summary>
    /// <param name="path">The place that it will take, as a full path; its folder is there.</param>
    /// <exception cref="IOException">A folder, a link, a device or a pipe is in that place, or the folder cannot be written to.</exception>
    public WholeFile(string path)
    {
        _path = path;
        RefuseOthers();
        _temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp");
        _stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferSize);
    }

    /// <summary>Where it is written to.</summary>
    public Stream Stream => _stream;

    /// <summary>Ends it, and puts it in its place.</summary>
    /// <param name="replaces">Whether an ordinary file that is there is replaced.</param>
    /// <exception cref="IOException">Something else is in that place, or the disk is full.</exception>
    public void Commit(bool replaces)
    {
        _stream.Dispose();
        RefuseOthers();
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
            // Gone already where it was committed, or with its folder.
            if (File.Exists(_temporary))
            {
                File.Delete(_temporary);
            }
        }
    }

    private void RefuseOthers()
    {
        if (FileKind.WhyNotWritable(_path) is { } why)
        {
            throw new IOException(why);
        }
    }
}
