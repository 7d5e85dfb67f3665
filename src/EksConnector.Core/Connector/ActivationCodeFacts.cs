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

        return Decode(data) is { } bytes && TextOf(bytes) is { } code
            ? Of(code, isPlain: false)
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
        return new ActivationCodeFacts
        {
            IsThere = true,
            IsPlain = isPlain,
            Placeholder = placeholder,
            IsDoubleEncoded = placeholder is null && IsBase64OfCode(trimmed),
            EndsWithLineBreak = code[^1] is '\n' or '\r',
            HasWhiteSpace = code.Any(char.IsWhiteSpace),
            Length = trimmed.Length,
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
