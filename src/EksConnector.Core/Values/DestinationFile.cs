namespace EksConnector.Core;

/// <summary>The destination file of a cmdlet. It is written completely or not at all, replaces an existing file only on request, and never writes to a link, a device, or a folder.</summary>
/// <param name="Path">The full path of the file.</param>
/// <param name="Replaces">Whether an existing regular file is replaced.</param>
internal sealed record DestinationFile(string Path, bool Replaces)
{
    /// <summary>Checks that the file can be written before any data is read.</summary>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.DestinationExists"/> or <see cref="ErrorIds.DestinationNotWritable"/>.</exception>
    public void Check()
    {
        if (!Replaces && System.IO.Path.Exists(Path))
        {
            throw Refused(ErrorIds.DestinationExists, "it already exists", "Specify another file, or use -Force to replace it.");
        }

        if (FileKind.FindWriteProblem(Path) is { } why)
        {
            throw Refused(ErrorIds.DestinationNotWritable, why, "Specify the path of a file. -Force replaces only a regular file.");
        }

        if (System.IO.Path.GetDirectoryName(Path) is { } folder && !Directory.Exists(folder))
        {
            throw Refused(ErrorIds.DestinationNotWritable, "its folder does not exist", "Create the folder, or specify another file.");
        }
    }

    /// <summary>Writes the file.</summary>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.DestinationNotWritable"/>.</exception>
    public void Write(Action<Stream> write)
    {
        try
        {
            using var file = new AtomicFile(Path);
            write(file.Stream);
            file.Commit(Replaces);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw Refused(ErrorIds.DestinationNotWritable, exception.GetType().Name, "Check that the folder exists, is writable, and has free disk space.", exception);
        }
    }

    private EksConnectorException Refused(string errorId, string why, string action, Exception? exception = null) =>
        new(errorId, FailureCategory.WriteError, $"The file '{Path}' was not written: {why}.", action, exception)
        {
            Target = Path,
        };
}
