using System.Globalization;
using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Core.Reports;

/// <summary>Writes findings: those of a connector, and their meaning.</summary>
internal static class FindingsSection
{
    private const int LongestInList = 120;

    private static readonly HashSet<string> s_pages = [.. FindingCatalogue.All.Select(definition => definition.DocumentationUri)];

    /// <summary>Writes the findings of a connector.</summary>
    /// <param name="html">The destination.</param>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="start">The number of characters that were written before the connector.</param>
    /// <param name="isCompact">Whether details are omitted.</param>
    public static void Write(HtmlWriter html, EksConnector.Diagnosis diagnosis, long start, bool isCompact)
    {
        Finding[] wrong = [.. diagnosis.Findings.Where(finding => finding.Result is DiagnosisWords.Failed or DiagnosisWords.Warned)];
        if (wrong.Length > 0 && isCompact)
        {
            html.Element("h4", "Findings").Begin("ul");
            foreach (Finding finding in wrong.TakeWhile(_ => html.Written - start < ConnectorSection.MaxCharacters))
            {
                WriteShortFinding(html, finding, diagnosis);
            }

            html.End();
        }
        else if (wrong.Length > 0)
        {
            html.BeginTable("Findings", "Result", "Finding", "Details", "Action");
            int written = 0;
            foreach (Finding finding in wrong.TakeWhile(_ => html.Written - start < ConnectorSection.MaxCharacters))
            {
                WriteFinding(html, finding, diagnosis);
                written++;
            }

            html.EndTable();
            if (written < wrong.Length)
            {
                html.Element("p", $"{(wrong.Length - written).ToString(CultureInfo.InvariantCulture)} more findings are in the property Findings of the diagnosis.");
            }
        }

        WriteChecks(html, "Skipped checks", [.. diagnosis.Findings.Where(finding => finding.Result == DiagnosisWords.Skipped)], isCompact);
        WriteChecks(html, "Passed checks", [.. diagnosis.Findings.Where(finding => finding.Result == DiagnosisWords.Passed)], isCompact);
    }

    /// <summary>Writes what each finding of the report means, for a report that omits details.</summary>
    public static void WriteCatalogue(HtmlWriter html, IReadOnlyList<EksConnector.Diagnosis> diagnoses)
    {
        FindingDefinition[] found =
        [
            .. diagnoses.SelectMany(diagnosis => diagnosis.Findings)
                .Where(finding => finding.Result is DiagnosisWords.Failed or DiagnosisWords.Warned)
                .Select(finding => FindingCatalogue.Of(finding.Code))
                .OfType<FindingDefinition>()
                .Distinct()
                .OrderBy(definition => definition.Code, StringComparer.Ordinal),
        ];
        html.Begin("section", ("aria-labelledby", "findings")).Element("h2", "Findings explained", ("id", "findings"));
        html.BeginTable(caption: null, "Finding", "Meaning", "Cause", "Action");
        foreach (FindingDefinition definition in found)
        {
            html.Begin("tr", ("id", $"f-{definition.Code}")).Begin("th", ("scope", "row")).Begin("a", ("href", definition.DocumentationUri)).Name(definition.Code).End().End();
            html.Element("td", definition.Meaning).Element("td", definition.Cause).Element("td", definition.RecommendedAction).End();
        }

        html.EndTable().End();
    }

    private static void WriteFinding(HtmlWriter html, Finding finding, EksConnector.Diagnosis diagnosis)
    {
        html.Begin("tr").Begin("td");
        WriteResult(html, finding);
        html.End().Begin("th", ("scope", "row"));
        if (finding.DocumentationUri is { } page && s_pages.Contains(page))
        {
            html.Begin("a", ("href", page)).Name(finding.Code).End();
        }
        else
        {
            html.Name(finding.Code);
        }

        html.Name(Relation(finding)).End();
        bool isAbove = IsAbove(finding, diagnosis);
        html.Begin("td").Text(finding.Summary);
        if (!string.IsNullOrEmpty(finding.Evidence) && !isAbove)
        {
            html.Empty("br").Begin("span", ("class", "dim")).Text($"Evidence: {finding.Evidence}").End();
        }

        html.End().Element("td", isAbove ? "See above." : finding.RecommendedAction).End();
    }

    private static void WriteShortFinding(HtmlWriter html, Finding finding, EksConnector.Diagnosis diagnosis)
    {
        html.Begin("li");
        WriteResult(html, finding);
        html.Text(" ");
        FindingDefinition? known = FindingCatalogue.Of(finding.Code);
        if (known is null)
        {
            html.Text(finding.Code);
        }
        else
        {
            html.Element("a", known.Code, ("href", $"#f-{known.Code}"));
        }

        html.Text($"{Relation(finding)}: ").Text(finding.Summary);
        if (!IsAbove(finding, diagnosis))
        {
            html.Text(string.IsNullOrEmpty(finding.Evidence) ? string.Empty : $" Evidence: {ShortText.Of(finding.Evidence, LongestInList)}");
            html.Text(string.IsNullOrEmpty(finding.RecommendedAction) || finding.RecommendedAction == known?.RecommendedAction ? string.Empty : $" Action: {finding.RecommendedAction}");
        }

        html.End();
    }

    private static void WriteResult(HtmlWriter html, Finding finding)
    {
        bool hasFailed = finding.Result == DiagnosisWords.Failed;
        html.Element("span", $"{(hasFailed ? "\u2717" : "!")} {finding.Result}", ("class", $"word {(hasFailed ? "failed" : "warned")}"));
    }

    private static string Relation(Finding finding) => finding.IsRootCause ? " (root cause)" : finding.CausedBy is null ? string.Empty : $" (follows from {finding.CausedBy})";

    // Evidence and action of the root cause are above the findings.
    private static bool IsAbove(Finding finding, EksConnector.Diagnosis diagnosis) => finding.IsRootCause && finding.Code == diagnosis.RootCause;

    private static void WriteChecks(HtmlWriter html, string title, Finding[] findings, bool isCompact)
    {
        string label = $"{title} ({findings.Length.ToString(CultureInfo.InvariantCulture)})";
        if (findings.Length == 0)
        {
            return;
        }

        if (isCompact)
        {
            html.Element("p", label, ("class", "dim"));
            return;
        }

        html.Begin("details").Element("summary", label).Begin("ul", ("class", "codes"));
        foreach (string code in findings.Select(finding => finding.Code).Distinct(StringComparer.Ordinal).Take(HtmlWriter.MaxRows))
        {
            html.Begin("li").Name(code, ConnectorLabel.MaxLength).End();
        }

        html.End().End();
    }
}
