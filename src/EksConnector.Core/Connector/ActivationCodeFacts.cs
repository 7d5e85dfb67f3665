using System.Text;

namespace EksConnector.Core.Connector;

/// <summary>What is known of an activation code. The code itself is looked at once, where it is read, and is not in here.</summary>
internal sealed record ActivationCodeFacts
{
    /// <summary>The least characters that a code of Systems Manager has.</summary>
    public const int MinimumLength = 20;

    /// <summary>The most characters that a code of Systems Manager has.</summary>
    public const int MaximumLength = 250;

    /// <summary>Whether there is anything at all.</summary>
    public bool IsThere { get; init; }

    /// <summary>What had to be replaced and was not; null where there is no such thing.</summary>
    public string? Placeholder { get; init; }

    /// <summary>Whether it had to be base64 and is not, or is no text once it is decoded: the plain code stands where base64 has to be.</summary>
    public bool IsNotEncoded { get; init; }

    /// <summary>Whether it is text in another encoding than UTF-8 once it is decoded, as of Windows PowerShell; null where it is not.</summary>
    public string? WrongEncoding { get; init; }

    /// <summary>Whether the quotes of the JSON or YAML that it was copied from are still around it.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>Whether what has to be the plain code is base64 of one.</summary>
    public bool IsDoubleEncoded { get; init; }

    /// <summary>Whether it ends with a line break, as of <c>echo</c> without <c>-n</c>.</summary>
    public bool EndsWithLineBreak { get; init; }

    /// <summary>Whether there is any white space in or around it.</summary>
    public bool HasWhiteSpace { get; init; }

    /// <summary>How many characters it has without white space around it.</summary>
    public int Length { get; init; }

    /// <summary>Whether it is the plain code that has to stand there (Helm, stringData), not base64 of it (data of a Secret).</summary>
    public bool IsPlain { get; init; }

    /// <summary>Looks at a code that has to be base64.</summary>
    /// <param name="data">What stands there; null where nothing does.</param>
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

    /// <summary>Looks at a code that has to be plain.</summary>
    /// <param name="code">What stands there; null where nothing does.</param>
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

    // Any twenty letters and digits are base64 of something, but hardly ever of twenty that can be printed.
    private static bool IsBase64OfCode(string text) =>
        Decode(text) is { } bytes
        && TextOf(bytes)?.Trim() is { Length: >= MinimumLength and <= MaximumLength } inner
        && inner.All(character => character is > ' ' and <= '~');

    private static byte[]? Decode(string text)
    {
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) ? bytes[..length] : null;
    }

    // The code is ASCII, so that half of the bytes of UTF-16 are 0.
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
