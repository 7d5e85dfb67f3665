using System.Globalization;

namespace EksConnector.Core.Reports;

/// <summary>Writes the summary of a fleet: numbers, root causes, warnings, activations that expire, and an index of the connectors.</summary>
internal static class SummarySection
{
    private const int MostLinks = 20;
    private const int MostExpiries = 20;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<EksConnector.Diagnosis> diagnoses)
    {
        var summary = new FleetSummary(diagnoses);
        html.Begin("section", ("aria-labelledby", "summary")).Element("h2", "Summary", ("id", "summary"));
        html.Begin("ul", ("class", "tiles"));
        WriteTile(html, diagnoses.Count, "Connectors", null);
        WriteTile(html, summary.Healthy, "Healthy", ReportVerdict.Healthy.Style);
        WriteTile(html, summary.Unhealthy, "Unhealthy", ReportVerdict.Unhealthy.Style);
        WriteTile(html, summary.Unverified, "Not verified", ReportVerdict.Unverified.Style);
        WriteTile(html, summary.NotConnected, "Not connected to AWS", "lost");
        html.End();
        WriteCodes(html, "Root causes", "Root cause", summary.RootCauses, diagnoses);
        WriteCodes(html, "Warnings", "Warning", summary.Warnings, diagnoses);
        WriteExpiries(html, summary.Expiries, diagnoses);
        html.End();
        html.Begin("nav", ("aria-labelledby", "index")).Element("h2", "All connectors", ("id", "index")).BeginTable(caption: null, "Context", "Verdict", "Root cause", "Amazon EKS name");
        for (int i = 0; i < diagnoses.Count; i++)
        {
            html.Begin("tr").Begin("th", ("scope", "row"));
            ConnectorLabel.WriteLink(html, diagnoses, i);
            html.End().Begin("td");
            WriteWord(html, ReportVerdict.Of(diagnoses[i]));
            html.End().Begin("td").Name(diagnoses[i].RootCause).End().Begin("td").Name(diagnoses[i].ClusterName, ConnectorLabel.MaxLength).End().End();
        }

        html.EndTable().End();
    }

    private static void WriteTile(HtmlWriter html, int count, string words, string? style) =>
        html.Begin("li", ("class", style)).Element("b", count.ToString("N0", CultureInfo.InvariantCulture)).Text(words).End();

    private static void WriteCodes(HtmlWriter html, string caption, string label, IReadOnlyList<(string Code, int[] Places)> codes, IReadOnlyList<EksConnector.Diagnosis> diagnoses)
    {
        if (codes.Count == 0)
        {
            return;
        }

        html.BeginTable(caption, label, "Number", "Meaning", "Connectors");
        foreach ((string code, int[] places) in codes.Take(HtmlWriter.MaxRows))
        {
            html.Begin("tr").Begin("th", ("scope", "row")).Name(code).End().Element("td", places.Length.ToString("N0", CultureInfo.InvariantCulture), ("class", "num"));
            html.Element("td", FleetSummary.MeaningOf(code)).Begin("td");
            foreach (int place in places.Take(MostLinks))
            {
                html.Text(place == places[0] ? string.Empty : ", ");
                ConnectorLabel.WriteLink(html, diagnoses, place);
            }

            html.Text(places.Length > MostLinks ? $", and {(places.Length - MostLinks).ToString("N0", CultureInfo.InvariantCulture)} more" : string.Empty).End().End();
        }

        html.EndTable();
    }

    private static void WriteExpiries(HtmlWriter html, IReadOnlyList<(DateTime Expiry, int Place)> expiries, IReadOnlyList<EksConnector.Diagnosis> diagnoses)
    {
        if (expiries.Count == 0)
        {
            return;
        }

        html.BeginTable("Activations that are still required", "Context", "Expires", "Time left at the diagnosis");
        foreach ((DateTime expiry, int place) in expiries.Take(MostExpiries))
        {
            html.Begin("tr").Begin("th", ("scope", "row"));
            ConnectorLabel.WriteLink(html, diagnoses, place);
            html.End().Element("td", TimelineChart.Time(expiry), ("class", "nowrap")).Element("td", ConnectorLabel.TimeLeft(diagnoses[place])).End();
        }

        html.EndTable();
        if (expiries.Count > MostExpiries)
        {
            html.Element("p", $"{(expiries.Count - MostExpiries).ToString("N0", CultureInfo.InvariantCulture)} more activations expire later.", ("class", "dim"));
        }
    }

    private static void WriteWord(HtmlWriter html, ReportVerdict verdict) =>
        html.Element("span", $"{verdict.Symbol} {verdict.Word}", ("class", $"word {verdict.Style}"));
}
