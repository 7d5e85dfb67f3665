using System.Text;
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
    /// <param name="cancellationToken">A token that cancels the processing of a line.</param>
    public EntryOutput(LogRequest request, string? path, CancellationToken cancellationToken)
    {
        _request = request;
        _file = path is null ? null : new FileConsumer(path, cancellationToken);
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
            // The text has one character for each byte.
            _file.Feed(Encoding.Latin1.GetBytes((isFirst ? string.Empty : "\n") + entry.Raw));
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
        Encoding encoding = _file is null ? Encoding.UTF8 : Encoding.Latin1;
        int length = encoding.GetByteCount(entry.Raw);
        if (length > _left)
        {
            // The buffer has space for one more character, because an encoder rejects a buffer that cannot hold any; the excess is removed below.
            byte[] beginning = new byte[_left + 3];
            encoding.GetEncoder().Convert(entry.Raw, beginning, flush: true, out int used, out _, out _);
            while (used > 0 && encoding.GetByteCount(entry.Raw.AsSpan(0, used)) > _left)
            {
                used--;
            }

            entry = entry.Shortened(used);
        }

        _left -= length + 1;
        return (_request.Level is not { } level || entry.Severity >= level)
            && (_pattern is null || _pattern.TryMatch(Encoding.UTF8.GetBytes(entry.Raw), out _));
    }
}
