using EksConnector.Core.Logs;

namespace EksConnector.Core.Security;

/// <summary>
/// Masks the secrets in a log that is saved; all other bytes are unchanged. Blocks that cannot contain secrets are passed through without
/// splitting them into lines; the beginning of an incomplete line is held back.
/// </summary>
/// <param name="maxLineLength">The maximum length of a line that is held back in one piece, in bytes.</param>
/// <param name="cancellationToken">A token that cancels the processing of a line.</param>
internal sealed class BlockRedactor(int maxLineLength = LineSplitter.MaxLineLength, CancellationToken cancellationToken = default)
{
    private readonly LineRedactor _redactor = new(cancellationToken);
    private readonly GrowingBuffer _rest = new();

    /// <summary>Processes the next bytes of the log.</summary>
    /// <param name="block">The bytes.</param>
    /// <param name="output">The stream for the output.</param>
    public void Feed(ReadOnlySpan<byte> block, Stream output)
    {
        if (_rest.Length > 0 || _redactor.IsInLine)
        {
            int feed = block.IndexOf((byte)'\n');
            Hold(feed < 0 ? block : block[..feed], output);
            if (feed < 0)
            {
                return;
            }

            WriteRest(output);
            output.Write("\n"u8);
            block = block[(feed + 1)..];
        }

        int end = block.LastIndexOf((byte)'\n') + 1;
        WriteLines(block[..end], output);
        Hold(block[end..], output);
    }

    /// <summary>Completes the log.</summary>
    /// <param name="output">The stream for the bytes that were held back.</param>
    public void Complete(Stream output)
    {
        if (_rest.Length > 0 || _redactor.IsInLine)
        {
            WriteRest(output);
        }
    }

    private void WriteLines(ReadOnlySpan<byte> lines, Stream output)
    {
        // "written" is the end of the bytes that were written, and "searched" is the end of the bytes that were searched.
        int written = 0;
        int searched = 0;
        int anchor = -1;
        int encoded = -1;
        int data = -1;
        while (searched < lines.Length)
        {
            int start = searched;
            if (!_redactor.NeedsEveryLine)
            {
                // Each search is repeated only after its previous result was passed.
                anchor = anchor < searched ? Next(SecretAnchors.IndexIn(lines[searched..]), searched) : anchor;
                encoded = encoded < searched ? Next(EncodedText.IndexIn(lines[searched..]), searched) : encoded;
                data = data < searched ? Next(SecretLines.IndexIn(lines[searched..]), searched) : data;
                int first = Math.Min(Math.Min(anchor, encoded), data);
                if (first == int.MaxValue)
                {
                    break;
                }

                start = searched + lines[searched..first].LastIndexOf((byte)'\n') + 1;
            }

            int length = lines[start..].IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = lines.Slice(start, length);
            ReadOnlySpan<byte> redacted = _redactor.Redact(line);
            searched = start + length + 1;
            if (redacted != line)
            {
                output.Write(lines[written..start]);
                output.Write(redacted);
                written = searched - 1;
            }
        }

        output.Write(lines[written..]);
    }

    private static int Next(int index, int start) => index < 0 ? int.MaxValue : start + index;

    private void Hold(ReadOnlySpan<byte> piece, Stream output)
    {
        while (_rest.Length + piece.Length > maxLineLength)
        {
            int room = maxLineLength - _rest.Length;
            _rest.Append(piece[..room]);
            piece = piece[room..];
            output.Write(_redactor.Redact(_rest.Bytes, isContinued: true));
            _rest.Clear();
        }

        _rest.Append(piece);
    }

    private void WriteRest(Stream output)
    {
        output.Write(_redactor.Redact(_rest.Bytes));
        _rest.Clear();
    }
}
