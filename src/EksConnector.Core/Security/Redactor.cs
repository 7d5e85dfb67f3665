using System.Buffers;
using System.Text;
using EksConnector.Core.Security;

namespace EksConnector;

/// <summary>
/// Masks secrets in all external text before it is displayed or written to a file. Only secrets are replaced: text without a
/// secret is returned as the same string.
/// </summary>
public static class Redactor
{
    /// <summary>The text that replaces a secret.</summary>
    public const string Mask = "[redacted]";

    // Longer texts are copied into a rented buffer.
    private const int MaxOnStack = 512;

    /// <summary>Replaces the secrets in a text.</summary>
    /// <param name="text">The external text; if null, an empty string is returned.</param>
    /// <returns>The text without secrets.</returns>
    public static string Redact(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        Span<byte> shortText = stackalloc byte[MaxOnStack];
        if (text.Length <= MaxOnStack && Ascii.FromUtf16(text, shortText, out int written) == OperationStatus.Done)
        {
            List<TextSpan>? found = SecretScanner.Find(shortText[..written], out _);
            return found is null ? text : Hide(text, found);
        }

        bool isAscii = Ascii.IsValid(text);
        int length = isAscii ? text.Length : Encoding.UTF8.GetByteCount(text);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Encoding.UTF8.GetBytes(text, bytes);
            List<TextSpan>? secrets = SecretScanner.Find(bytes.AsSpan(0, length), out _);
            return secrets is null ? text : Hide(text, isAscii ? secrets : InCharacters(text, secrets));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    /// <summary>Returns whether a text has no secrets.</summary>
    /// <param name="text">The text in UTF-8.</param>
    internal static bool IsClean(ReadOnlySpan<byte> text) => SecretScanner.Find(text, out _) is null;

    private static string Hide(string text, List<TextSpan> secrets)
    {
        var clean = new StringBuilder(text.Length);
        int copied = 0;
        foreach (TextSpan secret in secrets)
        {
            clean.Append(text, copied, secret.Start - copied).Append(Mask);
            copied = secret.End;
        }

        return clean.Append(text, copied, text.Length - copied).ToString();
    }

    // Converts positions in the UTF-8 bytes to positions in the text.
    private static List<TextSpan> InCharacters(string text, List<TextSpan> secrets)
    {
        int at = 0;
        int offset = 0;
        return secrets.ConvertAll(secret => new TextSpan(IndexOf(secret.Start), IndexOf(secret.End)));

        int IndexOf(int place)
        {
            while (offset < place)
            {
                char character = text[at++];
                bool isPair = char.IsHighSurrogate(character) && at < text.Length && char.IsLowSurrogate(text[at]);
                at += isPair ? 1 : 0;
                offset += isPair ? 4 : character < 0x80 ? 1 : character < 0x800 ? 2 : 3;
            }

            return at;
        }
    }
}
