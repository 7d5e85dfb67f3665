using System.Globalization;
using System.Text;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>Makes what a plugin wrote to standard error fit for an error message: its end, without secrets.</summary>
internal static class PluginMessage
{
    private const int MaximumLength = 2000;
    private const int ShortestMasked = 4;

    /// <summary>Makes the text.</summary>
    /// <param name="standardError">What the plugin wrote.</param>
    /// <param name="exec">The plugin, whose arguments and variables may be secrets.</param>
    /// <returns>The text with a colon before it; a full stop where there is none.</returns>
    public static string Make(string standardError, ExecEntry exec)
    {
        string text = standardError;
        foreach (string value in ValuesOf(exec))
        {
            text = text.Replace(value, Redactor.Mask, StringComparison.Ordinal);
        }

        // Redacted before it is shortened: half a secret would not be recognised.
        text = WithoutControls(Redactor.Redact(text)).Trim();
        if (text.Length > MaximumLength)
        {
            text = "..." + text[^MaximumLength..];
        }

        return text.Length == 0 ? ". It wrote nothing to standard error." : ": " + text;
    }

    /// <summary>Makes an install hint of a kubeconfig fit to be shown.</summary>
    /// <param name="installHint">The hint; null for none.</param>
    /// <returns>The hint, or null.</returns>
    public static string? Hint(string? installHint)
    {
        string text = WithoutControls(installHint ?? string.Empty).Trim();
        return text.Length switch
        {
            0 => null,
            > MaximumLength => text[..MaximumLength],
            _ => text,
        };
    }

    /// <summary>Makes the path of a program fit to be shown.</summary>
    /// <param name="path">The path, which a kubeconfig chose.</param>
    /// <returns>The path without what a terminal would act upon.</returns>
    public static string OneLine(string path) => WithoutControls(path).ReplaceLineEndings(" ").Replace('\t', ' ');

    // Whatever the kubeconfig hands over may be a secret, whatever it is called; the longest first, as one may contain another.
    private static IEnumerable<string> ValuesOf(ExecEntry exec) =>
        exec.Environment.Select(variable => variable.Value)
            .Concat(exec.Arguments.Where(argument => !IsOptionName(argument)))
            .Concat(exec.Arguments.Where(argument => argument.Contains('=', StringComparison.Ordinal)).Select(AfterEqualsSign))
            .Where(value => value.Length >= ShortestMasked)
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(value => value.Length);

    private static bool IsOptionName(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.All(c => char.IsAsciiLetterLower(c) || c == '-');

    private static string AfterEqualsSign(string argument) => argument[(argument.IndexOf('=', StringComparison.Ordinal) + 1)..];

    // A plugin may write colours; an error message must not move the cursor, nor change the direction of the text.
    private static string WithoutControls(string text)
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
