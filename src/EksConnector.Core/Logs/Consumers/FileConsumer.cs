using EksConnector.Core.Security;

namespace EksConnector.Core.Logs.Consumers;

/// <summary>Saves the bytes in a file, with secrets masked. The only result is the completed file.</summary>
/// <param name="path">The full path of the file. The completed file is moved to this path and replaces an existing file.</param>
/// <param name="redactor">The redactor; null if secrets are already masked.</param>
internal sealed class FileConsumer(string path, BlockRedactor? redactor) : LogConsumer
{
    private AtomicFile? _file;
    private bool _isBroken;
    private IReadOnlyList<object> _result = [];

    public override bool HasBegun => _file is not null && !_isBroken;

    public override long Lines => 0;

    public override long Entries => 0;

    // A file has no limit for the length of a line.
    public override long CutLines => 0;

    public override void Feed(ReadOnlySpan<byte> block)
    {
        try
        {
            if (redactor is null)
            {
                Open().Stream.Write(block);
            }
            else
            {
                redactor.Feed(block, Open().Stream);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw NotWritable(exception);
        }
    }

    public override void Break()
    {
    }

    public override void Flush()
    {
    }

    public override void Complete()
    {
        try
        {
            using AtomicFile file = Open();
            redactor?.Complete(file.Stream);
            file.Commit(replaces: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw NotWritable(exception);
        }

        _result = [new FileInfo(path)];
    }

    public override IReadOnlyList<object> Take()
    {
        IReadOnlyList<object> result = _result;
        _result = [];
        return result;
    }

    public override void Dispose()
    {
        try
        {
            _file?.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk has already been reported by the write.
        }

        base.Dispose();
    }

    private AtomicFile Open()
    {
        if (_file is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            _file = new AtomicFile(path);
        }

        return _file;
    }

    private EksConnectorException NotWritable(Exception exception)
    {
        _isBroken = true;
        return new EksConnectorException(
            ErrorIds.DestinationNotWritable,
            FailureCategory.WriteError,
            $"The log cannot be saved in '{path}': {exception.Message}",
            "Specify a folder that is writable and has enough disk space with -DestinationPath.",
            exception)
        {
            Target = path,
        };
    }
}
