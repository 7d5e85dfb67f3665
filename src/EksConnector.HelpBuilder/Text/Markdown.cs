using System.Text.RegularExpressions;

namespace EksConnector.HelpBuilder.Text;

/// <summary>Removes the markup from a line of Markdown for display in a terminal.</summary>
internal static partial class Markdown
{
    /// <summary>Converts Markdown to plain text.</summary>
    /// <param name="text">Text with code spans, emphasis and links.</param>
    /// <returns>The text without markup, with the targets of links in parentheses.</returns>
    public static string ToPlain(string text) =>
        Link().Replace(text, "$1 ($2)").Replace("**", string.Empty, StringComparison.Ordinal).Replace("`", string.Empty, StringComparison.Ordinal);

    [GeneratedRegex(@"\[([^\]]+)\]\(([^)]+)\)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
