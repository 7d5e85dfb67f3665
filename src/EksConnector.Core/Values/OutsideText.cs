namespace EksConnector.Core;

/// <summary>
/// The one place that text from outside passes before it is shown: secrets are masked, and characters that a terminal obeys or that
/// nobody sees are replaced. Secrets are looked for three times: in the text as it came, in what is shown, and in what remains without
/// the hidden characters, so that a character inside a secret or its name hides neither.
/// </summary>
public static class OutsideText
{
    /// <summary>Makes text fit to be shown; tabs and line feeds stay.</summary>
    /// <param name="text">Text from outside; null gives an empty string.</param>
    /// <returns>The text; the same string where there is nothing to change.</returns>
    public static string Clean(string? text)
    {
        string redacted = Redactor.Redact(text);
        if (VisibleText.IsVisible(redacted))
        {
            return redacted;
        }

        string shown = Redactor.Redact(VisibleText.Of(redacted));
        string plain = VisibleText.Without(redacted);
        string redactedPlain = Redactor.Redact(plain);
        return ReferenceEquals(plain, redactedPlain) || plain == redactedPlain ? shown : redactedPlain;
    }

    /// <summary>Makes text fit for one line: as <see cref="Clean"/>, with white space folded into single blanks.</summary>
    /// <param name="text">Text from outside; null gives an empty string.</param>
    /// <returns>The text in one line.</returns>
    public static string Line(string? text) => OneLine.Of(text ?? string.Empty);

    /// <summary>Makes text fit for one line of limited length. It is redacted first: half of a secret is not recognized.</summary>
    /// <param name="text">Text from outside; null gives an empty string.</param>
    /// <param name="longest">How many characters are kept at most, 8 or more; where there were more, some in the middle are left out.</param>
    /// <returns>The text in one line.</returns>
    public static string Line(string? text, int longest) => ShortText.Of(Line(text), longest);

    /// <summary>Whether the text can be shown as it is, so that what a person copies is the same text.</summary>
    /// <param name="text">Text from outside.</param>
    public static bool IsClean(string text) => Clean(text) == text;
}
