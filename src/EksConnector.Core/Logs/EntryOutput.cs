using EksConnector.Core.Logs.Consumers;

namespace EksConnector.Core.Logs;

/// <summary>Creates results from entries in order: objects, lines or a file.</summary>
internal sealed class EntryOutput : IEntrySink, IDisposable
{
    private readonly LogRequest _request;
    private readonly FileConsumer? _file;
    private readonly EntryPattern? _pattern;
    private List<object> _results = [];
    private long _left;

    /// <summary>Creates the output.</summary>
    /// <param name="request">The request.</param>
    /// <param name="path">The full path of the file; null if no file is written.</param>
    public EntryOutput(LogRequest request, string? path)
    {
        _request = request;
        _file = path is null ? null : new FileConsumer(path, redactor: null);
        _left = request.LimitBytes ?? long.MaxValue;
        _pattern = request.LimitBytes is null || request.Pattern is null ? null : new EntryPattern(request.Pattern);
    }

    /// <inheritdoc/>
    public bool IsFull => _left <= 0;

    /// <summary>Whether the output must be completed.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether the file could not be written.</summary>
    public bool IsBroken => HasBegun && _file is { HasBegun: false };

    /// <inheritdoc/>
    public int Count => _results.Count;

    /// <inheritdoc/>
    /// <exception cref="EksConnectorException">The file cannot be written, or the match timeout was exceeded.</exception>
    public void Add(LogEntry entry)
    {
        bool isFirst = !HasBegun;
        HasBegun = true;
        if (_request.LimitBytes is not null && !Limit(ref entry))
        {
            return;
        }

        if (_file is not null)
        {
            _file.Feed(isFirst ? [] : "\n"u8);
            _file.Feed(entry.Bytes);
        }
        else if (_request.Raw && !_request.Merge)
        {
            _results.AddRange(entry.Raw.Split('\n'));
        }
        else
        {
            _results.Add(entry);
        }
    }

    /// <summary>Completes the output.</summary>
    /// <param name="endsWithIncompleteLine">Whether the last line is incomplete.</param>
    /// <exception cref="EksConnectorException">The file cannot be written.</exception>
    public void Complete(bool endsWithIncompleteLine)
    {
        if (_file is not null)
        {
            if (HasBegun && !endsWithIncompleteLine)
            {
                _file.Feed("\n"u8);
            }

            _file.Complete();
            _results.AddRange(_file.Take());
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<object> Take()
    {
        List<object> results = _results;
        _results = new List<object>(results.Count);
        return results;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    // The limit applies to the data that is read, not to the selected entries.
    private bool Limit(ref LogEntry entry)
    {
        int length = entry.Bytes.Length;
        if (length > _left)
        {
            // An object contains whole characters only.
            entry = entry.Shortened(_file is null ? EndOfCharacter(entry.Bytes, (int)_left) : (int)_left);
        }

        _left -= length + 1;
        return (_request.Level is not { } level || entry.Severity >= level)
            && (_pattern is null || _pattern.IsMatch(entry.Bytes));
    }

    // The bytes of a character after its first one are 0x80 to 0xBF, at most three.
    private static int EndOfCharacter(ReadOnlySpan<byte> text, int end)
    {
        int start = end;
        while (start > 0 && end - start < 3 && text[start] is >= 0x80 and < 0xC0)
        {
            start--;
        }

        return start;
    }
}
