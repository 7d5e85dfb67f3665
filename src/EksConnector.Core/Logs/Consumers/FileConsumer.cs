using EksConnector.Core.Security;

namespace EksConnector.Core.Logs.Consumers;

/// <summary>Saves the bytes in a file, without their secrets. The file is the one result, when it is complete.</summary>
internal sealed class FileConsumer : LogConsumer, ILineSink
{
    private static readonly byte[] s_newLine = [(byte)'\n'];

    private readonly string _path;
    private readonly BlockRedactor _redactor;
    private readonly LineSplitter? _splitter;
    private readonly CountedLines _lines;
    private readonly LastLines? _last;
    private WholeFile? _file;
    private bool _isBroken;
    private IReadOnlyList<object> _result = [];

    /// <summary>Makes the consumer. The file takes its place when it is complete; one of the same name that is there is replaced.</summary>
    /// <param name="path">The file's full path.</param>
    /// <param name="tail">How many of the last lines are wanted, where the server does not count them; null for all that come.</param>
    /// <param name="since">From when on (UTC) lines are wanted, where the server does not look; null for all that come.</param>
    /// <param name="cancellationToken">Ends the work on a line, which may be long.</param>
    public FileConsumer(string path, int? tail, DateTime? since, CancellationToken cancellationToken)
    {
        _redactor = new BlockRedactor(cancellationToken: cancellationToken);
        _path = path;
        _splitter = tail is null && since is null ? null : new LineSplitter();
        ILineSink lines = this;
        lines = since is { } time ? new LinesSince(lines, time) : lines;
        lines = tail is { } count ? _last = new LastLines(lines, count) : lines;
        _lines = new CountedLines(lines);
    }

    public override bool HasBegun => _file is not null && !_isBroken;

    public override long Lines => _lines.Count;

    public override long Entries => _lines.Count;

    // A file has no lines that could be too long.
    public override long CutLines => 0;

    public override DateTime? LastTime => null;

    public override void Feed(ReadOnlySpan<byte> block)
    {
        if (_splitter is null)
        {
            Save(block);
        }
        else
        {
            _splitter.Feed(block, _lines);
        }
    }

    public override void Break() => _splitter?.Complete(_lines);

    public override void Settle() => _last?.Release();

    public override void Complete()
    {
        Break();
        Settle();
        Attempt(() =>
        {
            using WholeFile file = Open();
            _redactor.Complete(file.Stream);
            file.Commit(replaces: true);
        });
        _result = [new FileInfo(_path)];
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
            // The disk is full, which has been told where the file was written.
        }

        base.Dispose();
    }

    void ILineSink.Line(ReadOnlySpan<byte> line, bool goesOn)
    {
        Save(line);
        if (!goesOn)
        {
            Save(s_newLine);
        }
    }

    private void Save(ReadOnlySpan<byte> block)
    {
        try
        {
            _redactor.Feed(block, Open().Stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw NotWritable(exception);
        }
    }

    private WholeFile Open()
    {
        if (_file is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            _file = new WholeFile(_path);
        }

        return _file;
    }

    private void Attempt(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw NotWritable(exception);
        }
    }

    private EksConnectorException NotWritable(Exception exception)
    {
        _isBroken = true;
        return new EksConnectorException(
            ErrorIds.DestinationNotWritable,
            FailureCategory.WriteError,
            $"The log cannot be saved in '{_path}': {exception.Message}",
            "Give a folder that can be written, with room on its disk, with -DestinationPath.",
            exception)
        {
            Target = _path,
        };
    }
}
