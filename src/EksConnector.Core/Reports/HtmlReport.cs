using System.Globalization;
using System.Text;

namespace EksConnector.Core.Reports;

/// <summary>Writes diagnoses as one self-contained HTML file, which requires no network, no other file, and no script.</summary>
internal static class HtmlReport
{
    private const string Title = "EKS Connector report";

    // With more connectors, a report omits details.
    private const int MostInFull = 100;

    /// <summary>Writes the report.</summary>
    /// <param name="output">The destination.</param>
    /// <param name="diagnoses">The diagnoses, in the order in which they are shown; 1 or more.</param>
    /// <param name="now">The time of the report.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public static void Write(TextWriter output, IReadOnlyList<EksConnector.Diagnosis> diagnoses, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(diagnoses);
        var html = new HtmlWriter(output);
        string title = diagnoses is [var only] ? $"{Title}: {ConnectorLabel.Of(only)}" : $"{Title}: {ReportText.Count(diagnoses.Count, "connector", "connectors")}";
        html.Document().Begin("html", ("lang", "en")).Begin("head");
        html.Empty("meta", ("charset", "utf-8"));
        html.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", ReportSource.Policy));
        html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Empty("meta", ("name", "referrer"), ("content", "no-referrer"));
        html.Element("title", title).Source("style", ReportSource.Style).End();
        html.Begin("body").Element("a", "Skip to the connectors", ("class", "skip"), ("href", "#connectors"));
        TimelineChart.WriteShapes(html);
        WriteHeader(html, diagnoses, now);
        html.Begin("main");
        if (diagnoses.Count > 1)
        {
            SummarySection.Write(html, diagnoses);
        }

        html.Begin("section", ("aria-labelledby", "connectors")).Element("h2", diagnoses.Count > 1 ? "Connectors" : "Connector", ("id", "connectors"));
        TimelineChart.WriteKey(html, diagnoses);
        bool isCompact = diagnoses.Count > MostInFull;
        if (isCompact)
        {
            html.Begin("p", ("class", "dim")).Text($"Reports of more than {MostInFull} connectors show the commands for PowerShell only, and the number of checks that passed or were skipped. What to do about each finding is under ");
            html.Element("a", "Findings explained", ("href", "#findings")).Text(".").End();
        }

        for (int i = 0; i < diagnoses.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ConnectorSection.Write(html, diagnoses[i], i, isCompact);
        }

        html.End();
        if (isCompact)
        {
            FindingsSection.WriteCatalogue(html, diagnoses);
        }

        html.End();
        html.Begin("footer", ("class", "dim")).Element(
            "p",
            "Times are in UTC. This file contains the names of clusters, servers, Pods, and IAM principals, and no values of Secrets. Check a command before you run it, especially if the report comes from another person.");
        html.End().Source("script", ReportSource.Script).End().End();
    }

    /// <summary>Writes the report to memory.</summary>
    /// <returns>The bytes of the file.</returns>
    public static byte[] ToUtf8(IReadOnlyList<EksConnector.Diagnosis> diagnoses, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        using var report = new StringWriter(CultureInfo.InvariantCulture);
        Write(report, diagnoses, now, cancellationToken);
        return Encoding.UTF8.GetBytes(report.ToString());
    }

    private static void WriteHeader(HtmlWriter html, IReadOnlyList<EksConnector.Diagnosis> diagnoses, DateTimeOffset now)
    {
        DateTime first = diagnoses.Min(diagnosis => diagnosis.Time.ToUniversalTime());
        DateTime last = diagnoses.Max(diagnosis => diagnosis.Time.ToUniversalTime());
        string span = last - first < TimeSpan.FromMinutes(1) ? $"at {TimelineChart.Time(last)}" : $"from {TimelineChart.Time(first)} to {TimelineChart.Time(last)}";
        html.Begin("header").Element("h1", Title);
        html.Element("p", $"Diagnosed {span}. Report written at {TimelineChart.Time(now.UtcDateTime)}.", ("class", "dim")).End();
    }
}
