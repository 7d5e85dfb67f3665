using System.Buffers;
using EksConnector.Core.Logs;

namespace EksConnector.Core.Security;

/// <summary>
/// Masks the secrets in the lines of one log, as the <see cref="Redactor"/> does in a text. It processes bytes, so that all other bytes are
/// unchanged, even if they are not valid UTF-8. All lines of a PEM private key are masked.
/// </summary>
/// <param name="cancellationToken">A token that cancels the processing of a line.</param>
internal sealed class LineRedactor(CancellationToken cancellationToken = default)
{
    // A key with 16,384 bits has 192 lines of 64 characters.
    internal const int MaxKeyLines = 400;

    // Within a key, a line with this many consecutive base64 characters counts as part of the key.
    private const int KeyRun = 32;

    // The minimum distance of an anchor from the boundary between two pieces at which the end of its secret can be determined.
    private const int Border = 4096;

    // The maximum number of preceding bytes that are kept for a value on the next line.
    private const int MaxPendingLength = 512;

    private static readonly SearchValues<byte> s_base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    // The headers within a key: of PEM, PGP and SSH2.
    private static readonly byte[][] s_pemHeaders = [.. new[] { "Proc-Type:", "DEK-Info:", "Version:", "Comment:", "Hash:", "Charset:", "Subject:" }.Select(System.Text.Encoding.ASCII.GetBytes)];

    private readonly GrowingBuffer _clean = new();
    private readonly GrowingBuffer _withoutValue = new();
    private readonly SecretLines _object = new();
    private int _keyLines;
    private bool _masksRest;
    private bool _inPieces;
    private byte[] _before = [];
    private bool _isWrapped;
    private byte[] _endOfPiece = [];

    private static ReadOnlySpan<byte> MaskBytes => "[redacted]"u8;

    /// <summary>Whether the next line must be processed even without an anchor, because it may continue a private key, a line, or a preceding name.</summary>
    public bool NeedsEveryLine => _keyLines > 0 || _object.IsActive || _inPieces || _isWrapped || _before.Length > 0;

    /// <summary>Whether the next call continues a line that is passed in pieces.</summary>
    public bool IsInLine => _inPieces;

    /// <summary>Masks the secrets in the next line.</summary>
    /// <param name="line">The line, or a piece of it, without its line feed.</param>
    /// <param name="isContinued">Whether the line continues in the next call.</param>
    /// <returns>The same bytes if there are no secrets; otherwise, bytes that are valid until the next call.</returns>
    public ReadOnlySpan<byte> Redact(ReadOnlySpan<byte> line, bool isContinued = false)
    {
        if (isContinued || _inPieces)
        {
            return RedactPiece(line, isContinued);
        }

        if (_keyLines > 0)
        {
            return RedactKeyLine(line);
        }

        if (_isWrapped && SecretScanner.IsWrapped(line))
        {
            _isWrapped = line.TrimEnd("\r"u8).Length >= SecretScanner.ShortestWrapped;
            return line.EndsWith("\r"u8) ? Join([], true, "\r"u8) : MaskBytes;
        }

        _isWrapped = false;
        LogTime.TryReadApi(line, out _, out int start);
        if (_object.TryFind(line[start..], out TextSpan value))
        {
            // The rest of the line can contain other secrets.
            _withoutValue.Clear();
            _withoutValue.Append(line[..(start + value.Start)]);
            _withoutValue.Append(MaskBytes);
            _withoutValue.Append(line[(start + value.End)..]);
            line = _withoutValue.Bytes;
        }

        return _before.Length > 0 || HasAnchor(line) ? RedactWithAnchor(line) : line;
    }

    private ReadOnlySpan<byte> RedactWithAnchor(ReadOnlySpan<byte> line)
    {
        int length = line.Length > 0 && line[^1] == '\r' ? line.Length - 1 : line.Length;
        ReadOnlySpan<byte> text = line[..length];
        if (BeginsKey(text))
        {
            _keyLines = 1;
        }

        // A name at the end of the preceding line may belong to a value in this line.
        byte[] before = _before;
        _before = [];
        int start = 0;
        if (before.Length > 0)
        {
            LogTime.TryReadApi(text, out _, out start);
            text = (byte[])[.. before, (byte)'\n', .. text[start..]];
        }

        List<TextSpan>? secrets = SecretScanner.Find(text, out int pending, cancellationToken);
        if (pending >= 0 && text.Length - pending <= MaxPendingLength)
        {
            // The timestamp of the log API is removed, so that the indentation is visible.
            int first = before.Length == 0 && LogTime.TryReadApi(text, out _, out int time) ? time : 0;
            _before = text[Math.Max(pending, first)..].ToArray();
        }

        // The text that was added before the line is removed from the positions.
        int shift = before.Length > 0 ? before.Length + 1 - start : 0;
        secrets?.RemoveAll(secret => secret.End - shift <= start);
        if (secrets is null or { Count: 0 })
        {
            return line;
        }

        // The line is the first line of wrapped Base64 text.
        _isWrapped = secrets[^1].End == text.Length && secrets[^1].End - secrets[^1].Start >= SecretScanner.ShortestWrapped;

        _clean.Clear();
        int copied = 0;
        foreach (TextSpan secret in secrets)
        {
            int first = Math.Max(secret.Start - shift, start);
            _clean.Append(line[copied..first]);
            _clean.Append(MaskBytes);
            copied = secret.End - shift;
        }

        _clean.Append(line[copied..]);
        return _clean.Bytes;
    }

    private static int IndexIn(ReadOnlySpan<byte> text)
    {
        int anchor = SecretAnchors.IndexIn(text);
        int encoded = EncodedText.IndexIn(anchor < 0 ? text : text[..anchor]);
        return encoded < 0 ? anchor : encoded;
    }

    private static bool HasAnchor(ReadOnlySpan<byte> text) => SecretAnchors.IndexIn(text) >= 0 || EncodedText.IndexIn(text) >= 0;

    // Returns whether a key starts in the line but does not end in it. A log header within the key shows that the key is truncated.
    private static bool BeginsKey(ReadOnlySpan<byte> line)
    {
        int begin = Math.Max(line.LastIndexOf("-----BEGIN "u8), line.LastIndexOf("---- BEGIN "u8));
        if (begin < 0)
        {
            return line.IndexOf("Private-Lines: "u8) >= 0;
        }

        ReadOnlySpan<byte> rest = line[begin..];
        return rest.IndexOf("PRIVATE KEY"u8) > 0 && EndOfKey(rest) < 0;
    }

    private static int EndOfKey(ReadOnlySpan<byte> line)
    {
        int end = line.IndexOf("-----END"u8);
        return end < 0 ? line.IndexOf("---- END"u8) : end;
    }

    private ReadOnlySpan<byte> RedactKeyLine(ReadOnlySpan<byte> line)
    {
        // The timestamp of the log API is kept, so that the line keeps its position.
        LogTime.TryReadApi(line, out _, out int start);
        int length = line.Length > start && line[^1] == '\r' ? line.Length - 1 : line.Length;
        ReadOnlySpan<byte> text = line[start..length];
        int end = EndOfKey(text);
        if (end >= 0)
        {
            // The text after the end may contain another secret or the start of another key.
            _keyLines = 0;
            ReadOnlySpan<byte> rest = line[(start + end)..];
            ReadOnlySpan<byte> redacted = Redact(rest);
            return end == 0 && redacted == rest ? line : Join(line[..start], end > 0, redacted.ToArray());
        }

        ReadOnlySpan<byte> trimmed = text.Trim(" \t\"',|>-"u8);
        if (trimmed.Length == 0)
        {
            return Next(line);
        }

        if (trimmed.IndexOfAnyExcept(s_base64) < 0)
        {
            Next(line);
            return Join(line[..start], true, line[length..]);
        }

        if (IsPemHeader(trimmed))
        {
            return Next(line);
        }

        int run = IndexOfRun(text, out int runLength);
        if (run < 0)
        {
            // The line does not belong to a key, so the key is truncated.
            _keyLines = 0;
            return Redact(line);
        }

        Next(line);
        _clean.Clear();
        _clean.Append(line[..start]);
        while (run >= 0)
        {
            _clean.Append(text[..run]);
            _clean.Append(MaskBytes);
            text = text[(run + runLength)..];
            run = IndexOfRun(text, out runLength);
        }

        _clean.Append(text);
        _clean.Append(line[length..]);
        return _clean.Bytes;
    }

    private ReadOnlySpan<byte> Next(ReadOnlySpan<byte> line)
    {
        _keyLines = _keyLines < MaxKeyLines ? _keyLines + 1 : 0;
        return line;
    }

    private ReadOnlySpan<byte> Join(ReadOnlySpan<byte> start, bool masks, ReadOnlySpan<byte> rest)
    {
        _clean.Clear();
        _clean.Append(start);
        if (masks)
        {
            _clean.Append(MaskBytes);
        }

        _clean.Append(rest);
        return _clean.Bytes;
    }

    private static bool IsPemHeader(ReadOnlySpan<byte> text)
    {
        foreach (byte[] header in s_pemHeaders)
        {
            if (text.StartsWith(header))
            {
                return true;
            }
        }

        return false;
    }

    private static int IndexOfRun(ReadOnlySpan<byte> text, out int length)
    {
        int at = 0;
        while (at < text.Length)
        {
            int start = text[at..].IndexOfAny(s_base64);
            if (start < 0)
            {
                break;
            }

            at += start;
            length = text[at..].IndexOfAnyExcept(s_base64);
            length = length < 0 ? text.Length - at : length;
            if (length >= KeyRun)
            {
                return at;
            }

            at += length;
        }

        length = 0;
        return -1;
    }

    // A line of more than 32 MiB is passed in pieces, and a secret may extend over the boundary of two pieces. In that case, everything after
    // the boundary is masked to the end of the line.
    private ReadOnlySpan<byte> RedactPiece(ReadOnlySpan<byte> piece, bool isContinued)
    {
        byte[] before = _endOfPiece;
        bool masksRest = _masksRest;
        _inPieces = isContinued;
        _masksRest = isContinued && masksRest;
        _endOfPiece = [];
        _keyLines = 0;
        _before = [];
        _isWrapped = false;
        _object.Reset();
        if (masksRest)
        {
            return MaskBytes;
        }

        byte[] border = [.. before, .. piece[..Math.Min(piece.Length, SecretAnchors.MaxLength)]];
        if (IndexIn(border) is int anchor and >= 0 && anchor < before.Length)
        {
            _masksRest = isContinued;
            return MaskBytes;
        }

        if (isContinued)
        {
            ReadOnlySpan<byte> end = piece.Length < SecretAnchors.MaxLength ? border : piece;
            _endOfPiece = end[^Math.Min(end.Length, SecretAnchors.MaxLength)..].ToArray();
        }

        if (!HasAnchor(piece))
        {
            return piece;
        }

        ReadOnlySpan<byte> redacted = RedactWithAnchor(piece);
        ReadOnlySpan<byte> tail = piece[^Math.Min(piece.Length, Border)..];
        _masksRest = isContinued && (_keyLines > 0 || redacted.EndsWith(MaskBytes) || HasAnchor(tail));
        _keyLines = isContinued ? 0 : _keyLines;
        _before = [];
        return redacted;
    }
}
