using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
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

        byte[] bytes = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            Span<byte> narrow = bytes.AsSpan(0, text.Length);
            if (Ascii.FromUtf16(text, narrow, out _) != OperationStatus.Done)
            {
                for (int i = 0; i < text.Length; i++)
                {
                    narrow[i] = text[i] < 0x80 ? (byte)text[i] : (byte)'?';
                }
            }

            return Hide(text, narrow) ?? text;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    /// <summary>Hides the secrets in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="narrow">The same text, a byte for each character; a character beyond ASCII may be any byte beyond ASCII or none of an anchor.</param>
    /// <returns>The text without its secrets; null where it has none. Where it takes too long to tell, a mask and nothing of the text.</returns>
    internal static string? Hide(ReadOnlySpan<char> text, ReadOnlySpan<byte> narrow) => Hide(text, narrow, SecretPatterns.Of);

    /// <summary>Hides what the patterns call "secret" in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="narrow">The same text, a byte for each character.</param>
    /// <param name="patternOf">Gives the pattern of a group of anchors, which matches where it is tried and not further on.</param>
    /// <returns>The text without its secrets; null where it has none. Where it takes too long to tell, a mask and nothing of the text.</returns>
    internal static string? Hide(ReadOnlySpan<char> text, ReadOnlySpan<byte> narrow, Func<int, Regex> patternOf)
    {
        string? whole = null;
        StringBuilder? clean = null;
        int copied = 0;
        int at = 0;
        try
        {
            for (int next; (next = SecretAnchors.IndexIn(narrow[at..], out int group)) >= 0;)
            {
                at += next;
                Regex pattern = patternOf(group);
                if (!pattern.IsMatch(text, at))
                {
                    at++;
                    continue;
                }

                // Only the group "secret" goes; what shows which secret it was stays, so that a line keeps its meaning.
                whole ??= text.ToString();
                Match match = pattern.Match(whole, at);
                Group secret = match.Groups["secret"];
                clean ??= new StringBuilder(whole.Length);
                clean.Append(text[copied..secret.Index]).Append(Mask);
                copied = secret.Index + secret.Length;
                at = Math.Max(match.Index + match.Length, at + 1);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return Mask;
        }

        return clean?.Append(text[copied..]).ToString();
    }
}
