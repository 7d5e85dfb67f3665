using System.Text;
using EksConnector.HelpBuilder.Model;

namespace EksConnector.HelpBuilder.Findings;

/// <summary>Writes docs/findings.md, the table of all that the module can find.</summary>
internal static class FindingsPage
{
    private const string Introduction =
        """
        # Findings

        <!-- Made by dotnet build src/EksConnector from the catalogue in src/EksConnector.Core/Findings/Catalogue. Do not edit. -->

        Everything that the module can find, by its code. The codes are stable: runbooks may switch on them. Names in angle
        brackets have to be filled in; where the module has looked at a cluster, or read an error, it fills them in itself
        (`FixCommand`, `FixCommandPowerShell`). What is marked (repair) is mended by `Repair-EksConnector`.

        """;

    /// <summary>Makes the page.</summary>
    /// <param name="findings">The findings, in their order.</param>
    /// <returns>The page.</returns>
    public static string Make(IReadOnlyList<FindingHelp> findings)
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        foreach (IGrouping<string, FindingHelp> theme in findings.GroupBy(finding => finding.Theme))
        {
            page.Append('\n').Append("## ").Append(theme.Key).Append("\n\n")
                .Append("| Code | Severity | Meaning, and how it comes to that | Seen in | What to do | Command |\n")
                .Append("| ---- | -------- | --------------------------------- | ------- | ---------- | ------- |\n");
            foreach (FindingHelp finding in theme)
            {
                string code = $"<a id=\"{finding.Code}\"></a>[{finding.Code}]({finding.Uri}){(finding.CanRepair ? " (repair)" : string.Empty)}";
                string meaning = finding.Cause is null ? finding.Meaning : $"{finding.Meaning} {finding.Cause}";
                Append(page, code, finding.Severity, Text(meaning), Text(finding.SeenIn), Text(finding.Action), Commands(finding.Fix));
            }
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, params string[] cells) => page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    // A bar ends a cell, also within code; an asterisk or an angle bracket would be taken for a mark.
    private static string Text(string text) => Bars(text).Replace("*", "\\*", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Commands(string? fix) =>
        fix is null ? string.Empty : string.Join("<br>", fix.Split('\n').Select(line => $"`{Bars(line)}`"));

    private static string Bars(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
