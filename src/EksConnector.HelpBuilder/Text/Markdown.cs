using System.Text.RegularExpressions;

namespace EksConnector.HelpBuilder.Text;

/// <summary>Takes the marks out of a line of Markdown: a terminal shows them as noise.</summary>
internal static partial class Markdown
{
    /// <summary>Makes plain text.</summary>
    /// <param name="text">Text with code spans, emphasis and links.</param>
    /// <returns>The text without marks, links with their address behind.</returns>
    public static string ToPlain(string text) =>
        Link().Replace(text, "$1 ($2)").Replace("**", string.Empty, StringComparison.Ordinal).Replace("`", string.Empty, StringComparison.Ordinal);

    [GeneratedRegex(@"\[([^\]]+)\]\(([^)]+)\)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
