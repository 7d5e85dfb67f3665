using System.Buffers;
using System.Text;
using EksConnector.Core.Security;

namespace EksConnector;

/// <summary>
/// The one place that all text from outside passes before a person or a file gets it. It replaces the spans
/// that are secrets and nothing else: text without a secret comes back as the same string.
/// </summary>
public static class Redactor
{
    /// <summary>What stands where a secret stood.</summary>
    public const string Mask = "[redacted]";

    /// <summary>Replaces the secrets in a text.</summary>
    /// <param name="text">Text from outside; null gives an empty string.</param>
    /// <returns>The text without its secrets.</returns>
    public static string Redact(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
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

    // The places of the secrets in the text, from those in its UTF-8 bytes.
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
