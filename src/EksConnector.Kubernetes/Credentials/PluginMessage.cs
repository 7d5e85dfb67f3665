using System.Globalization;
using System.Text;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>Formats the standard error of a plugin for an error message: the last part, redacted.</summary>
internal static class PluginMessage
{
    private const int MaximumLength = 2000;
    private const int MinimumMaskedLength = 4;

    /// <summary>Formats the text.</summary>
    /// <param name="standardError">The standard error of the plugin.</param>
    /// <param name="exec">The plugin, whose arguments and environment variables may contain secrets.</param>
    /// <returns>The text, preceded by a colon; a sentence if the plugin wrote nothing.</returns>
    public static string Make(string standardError, ExecEntry exec)
    {
        string text = standardError;
        foreach (string value in ValuesOf(exec))
        {
            text = text.Replace(value, Redactor.Mask, StringComparison.Ordinal);
        }

        // Redact before truncating, because part of a secret would not be recognized.
        text = RemoveControlCharacters(Redactor.Redact(text)).Trim();
        if (text.Length > MaximumLength)
        {
            text = "..." + text[^MaximumLength..];
        }

        return text.Length == 0 ? ". It wrote nothing to standard error." : ": " + text;
    }

    /// <summary>Formats the install hint of a kubeconfig for display.</summary>
    /// <param name="installHint">The hint; null for none.</param>
    /// <returns>The hint; null for none.</returns>
    public static string? Hint(string? installHint)
    {
        string text = RemoveControlCharacters(installHint ?? string.Empty).Trim();
        return text.Length switch
        {
            0 => null,
            > MaximumLength => text[..MaximumLength],
            _ => text,
        };
    }

    /// <summary>Formats the path of a program for display.</summary>
    /// <param name="path">The path from the kubeconfig.</param>
    /// <returns>The path without control characters.</returns>
    public static string OneLine(string path) => RemoveControlCharacters(path).ReplaceLineEndings(" ").Replace('\t', ' ');

    // Any value in the exec entry may be a secret, whatever its name; the longest is masked first, because one value may contain another.
    private static IEnumerable<string> ValuesOf(ExecEntry exec) =>
        exec.Environment.Select(variable => variable.Value)
            .Concat(exec.Arguments.Where(argument => !IsOptionName(argument)))
            .Concat(exec.Arguments.Where(argument => argument.Contains('=', StringComparison.Ordinal)).Select(AfterEqualsSign))
            .Where(value => value.Length >= MinimumMaskedLength)
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(value => value.Length);

    private static bool IsOptionName(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.All(c => char.IsAsciiLetterLower(c) || c == '-');

    private static string AfterEqualsSign(string argument) => argument[(argument.IndexOf('=', StringComparison.Ordinal) + 1)..];

    // Removes escape sequences such as colors, and characters that move the cursor or change the text direction.
    private static string RemoveControlCharacters(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c is '\n' or '\t' || CharUnicodeInfo.GetUnicodeCategory(c) is not
                (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }
}
