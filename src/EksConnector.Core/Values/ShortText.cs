namespace EksConnector.Core;

/// <summary>Truncates untrusted texts.</summary>
public static class ShortText
{
    /// <summary>Truncates a text in the middle, because the subject is usually at the beginning and the reason at the end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The maximum number of characters, 8 or more.</param>
    /// <returns>The text, or its beginning and end.</returns>
    public static string Of(string text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        const string gap = " ... ";
        if (text.Length <= longest)
        {
            return text;
        }

        int end = (longest - gap.Length) / 2;
        int start = longest - gap.Length - end;

        // Do not split surrogate pairs.
        start -= char.IsHighSurrogate(text[start - 1]) ? 1 : 0;
        end -= char.IsLowSurrogate(text[^end]) ? 1 : 0;
        return string.Concat(text.AsSpan(0, start), gap, text.AsSpan(text.Length - end));
    }
}
