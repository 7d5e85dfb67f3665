namespace EksConnector.Core;

/// <summary>Shortens texts from outside.</summary>
public static class ShortText
{
    /// <summary>Shortens a text in its middle: what it is about stands first, and the reason stands last.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">How many characters it may have, 8 or more.</param>
    /// <returns>The text, or its beginning and its end.</returns>
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

        // Not between the halves of one character.
        start -= char.IsHighSurrogate(text[start - 1]) ? 1 : 0;
        end -= char.IsLowSurrogate(text[^end]) ? 1 : 0;
        return string.Concat(text.AsSpan(0, start), gap, text.AsSpan(text.Length - end));
    }
}
