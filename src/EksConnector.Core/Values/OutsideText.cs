namespace EksConnector.Core;

/// <summary>
/// Cleans untrusted text before it is shown: masks secrets, and replaces invisible characters and those that control a terminal.
/// Secrets are searched for in the original text, in the shown text, and in the text without invisible characters, so that an
/// invisible character inside a secret or its name cannot hide it.
/// </summary>
public static class OutsideText
{
    /// <summary>Cleans a text for display. Tabs and line feeds are preserved.</summary>
    /// <param name="text">The untrusted text; null returns an empty string.</param>
    /// <returns>The cleaned text; the same instance if nothing has changed.</returns>
    public static string Clean(string? text)
    {
        string redacted = Redactor.Redact(text);
        if (VisibleText.IsVisible(redacted))
        {
            return redacted;
        }

        string shown = Redactor.Redact(VisibleText.Of(redacted));
        string plain = VisibleText.RemoveHidden(redacted);
        string redactedPlain = Redactor.Redact(plain);
        return ReferenceEquals(plain, redactedPlain) || plain == redactedPlain ? shown : redactedPlain;
    }

    /// <summary>Cleans a text like <see cref="Clean"/>, and replaces each run of white space with a space.</summary>
    /// <param name="text">The untrusted text; null returns an empty string.</param>
    /// <returns>The text in one line.</returns>
    public static string Line(string? text) => OneLine.Of(text ?? string.Empty);

    /// <summary>Cleans a text for one line of limited length. It is redacted before it is truncated, because part of a secret is not recognized.</summary>
    /// <param name="text">The untrusted text; null returns an empty string.</param>
    /// <param name="longest">The maximum number of characters, 8 or more. A longer text is truncated in the middle.</param>
    /// <returns>The text in one line.</returns>
    public static string Line(string? text, int longest) => ShortText.Of(Line(text), longest);

    /// <summary>Returns whether the text can be shown unchanged, so that a copy of the output is the same text.</summary>
    /// <param name="text">The untrusted text.</param>
    public static bool IsClean(string text) => Clean(text) == text;
}
