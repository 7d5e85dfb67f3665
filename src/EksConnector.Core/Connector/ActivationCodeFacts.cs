using System.Text;

namespace EksConnector.Core.Connector;

/// <summary>The properties of an activation code. They do not contain the code itself, which is only inspected when it is read.</summary>
internal sealed record ActivationCodeFacts
{
    /// <summary>The minimum length of a Systems Manager activation code.</summary>
    public const int MinimumLength = 20;

    /// <summary>The maximum length of a Systems Manager activation code.</summary>
    public const int MaximumLength = 250;

    /// <summary>Whether a value is present.</summary>
    public bool IsThere { get; init; }

    /// <summary>The placeholder that was not replaced; null if there is none.</summary>
    public string? Placeholder { get; init; }

    /// <summary>Whether a value that must be base64 is not valid base64 or does not decode to text, such as a plain code.</summary>
    public bool IsNotEncoded { get; init; }

    /// <summary>The encoding of the decoded text if it is not UTF-8, as written by Windows PowerShell; otherwise null.</summary>
    public string? WrongEncoding { get; init; }

    /// <summary>Whether the value is enclosed in the quotes of the JSON or YAML that it was copied from.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>Whether a value that must be the plain code is base64-encoded.</summary>
    public bool IsDoubleEncoded { get; init; }

    /// <summary>Whether the value ends with a line break, as written by <c>echo</c> without <c>-n</c>.</summary>
    public bool EndsWithLineBreak { get; init; }

    /// <summary>Whether the value contains white space.</summary>
    public bool HasWhiteSpace { get; init; }

    /// <summary>The number of characters without leading and trailing white space.</summary>
    public int Length { get; init; }

    /// <summary>Whether the value must be the plain code (Helm, stringData) instead of base64 (data of a Secret).</summary>
    public bool IsPlain { get; init; }

    /// <summary>Inspects a code that must be base64.</summary>
    /// <param name="data">The value; null if it is missing.</param>
    public static ActivationCodeFacts OfBase64(string? data)
    {
        if (string.IsNullOrWhiteSpace(data))
        {
            return new ActivationCodeFacts();
        }

        if (Setting.PlaceholderIn(data) is { } placeholder)
        {
            return new ActivationCodeFacts { IsThere = true, Placeholder = placeholder };
        }

        byte[]? bytes = Decode(data);
        if (bytes is not null && TextOf(bytes) is { } code)
        {
            return Of(code, isPlain: false);
        }

        return bytes is not null && EncodingOf(bytes) is { } encoding
            ? new ActivationCodeFacts { IsThere = true, WrongEncoding = encoding }
            : new ActivationCodeFacts { IsThere = true, IsNotEncoded = true };
    }

    /// <summary>Inspects a code that must be plain text.</summary>
    /// <param name="code">The value; null if it is missing.</param>
    public static ActivationCodeFacts OfPlain(string? code) => Of(code ?? string.Empty, isPlain: true);

    private static ActivationCodeFacts Of(string code, bool isPlain)
    {
        string trimmed = code.Trim();
        if (trimmed.Length == 0)
        {
            return new ActivationCodeFacts { IsPlain = isPlain };
        }

        string? placeholder = Setting.PlaceholderIn(trimmed);
        bool isQuoted = trimmed.Length > 2 && trimmed[0] is '"' or '\'' && trimmed[^1] == trimmed[0];
        return new ActivationCodeFacts
        {
            IsThere = true,
            IsPlain = isPlain,
            Placeholder = placeholder,
            IsDoubleEncoded = placeholder is null && IsBase64OfCode(trimmed),
            EndsWithLineBreak = code[^1] is '\n' or '\r',
            HasWhiteSpace = code.Any(char.IsWhiteSpace),
            IsQuoted = isQuoted,
            Length = isQuoted ? trimmed.Length - 2 : trimmed.Length,
        };
    }

    // Any 20 letters and digits are valid base64, but they rarely decode to printable text of at least that length.
    private static bool IsBase64OfCode(string text) =>
        Decode(text) is { } bytes
        && TextOf(bytes)?.Trim() is { Length: >= MinimumLength and <= MaximumLength } inner
        && inner.All(character => character is > ' ' and <= '~');

    private static byte[]? Decode(string text)
    {
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) ? bytes[..length] : null;
    }

    // The code is ASCII, so half of the bytes are 0 in UTF-16.
    private static string? EncodingOf(byte[] bytes)
    {
        if (bytes is [0xef, 0xbb, 0xbf, ..])
        {
            return TextOf(bytes[3..]) is null ? null : "UTF-8 with a byte order mark";
        }

        byte[] text = bytes is [0xff, 0xfe, ..] or [0xfe, 0xff, ..] ? bytes[2..] : bytes;
        byte[] even = [.. text.Where((_, at) => at % 2 == 0)];
        byte[] odd = [.. text.Where((_, at) => at % 2 == 1)];
        return text.Length > 1 && text.Length % 2 == 0
            && ((Array.TrueForAll(odd, value => value == 0) && TextOf(even) is not null) || (Array.TrueForAll(even, value => value == 0) && TextOf(odd) is not null))
                ? "UTF-16"
                : null;
    }

    private static string? TextOf(byte[] bytes)
    {
        foreach (byte value in bytes)
        {
            if (value is (< 0x20 and not ((byte)'\n' or (byte)'\r' or (byte)'\t')) or > 0x7e)
            {
                return null;
            }
        }

        return Encoding.ASCII.GetString(bytes);
    }
}
