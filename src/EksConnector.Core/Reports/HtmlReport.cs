using System.Globalization;
using System.Text;
using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Core.Reports;

/// <summary>Writes diagnoses as one self-contained HTML file, which requires no network, no other file, and no script.</summary>
internal static class HtmlReport
{
    private const string Title = "EKS Connector report";

    // The limits for one connector, regardless of its diagnosis.
    private const long MostCharacters = 60_000;
    private const int LongestCommand = 20_000;

    // With more connectors, a report omits details.
    private const int MostInFull = 100;
    private const int MaximumNameLength = 200;
    private const int LongestInList = 120;
    private const int MostLinks = 20;
    private const int MostExpiries = 20;
    private const int MaxEvents = 60;
    private const int MostRows = 200;

    private static readonly HashSet<string> s_pages = [.. FindingCatalogue.All.Select(definition => definition.DocumentationUri)];

    /// <summary>Writes the report.</summary>
    /// <param name="output">The destination.</param>
    /// <param name="diagnoses">The diagnoses, in the order in which they are shown; 1 or more.</param>
    /// <param name="now">The time of the report.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public static void Write(TextWriter output, IReadOnlyList<EksConnector.Diagnosis> diagnoses, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(diagnoses);
        var html = new HtmlWriter(output);
        string title = diagnoses is [var only] ? $"{Title}: {NameOf(only)}" : $"{Title}: {Count(diagnoses.Count, "connector", "connectors")}";
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
            WriteSummary(html, diagnoses);
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
            WriteConnector(html, diagnoses[i], i, isCompact);
        }

        html.End();
        if (isCompact)
        {
            WriteCatalogue(html, diagnoses);
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

    private static void WriteSummary(HtmlWriter html, IReadOnlyList<EksConnector.Diagnosis> diagnoses)
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
        html.Begin("nav", ("aria-labelledby", "index")).Element("h2", "All connectors", ("id", "index")).Begin("div", ("class", "wide"), ("tabindex", "0")).Begin("table");
        WriteHead(html, "Context", "Verdict", "Root cause", "Amazon EKS name");
        html.Begin("tbody");
        for (int i = 0; i < diagnoses.Count; i++)
        {
            html.Begin("tr").Begin("th", ("scope", "row"));
            WriteLink(html, diagnoses, i);
            html.End().Begin("td");
            WriteWord(html, ReportVerdict.Of(diagnoses[i]));
            html.End().Element("td", diagnoses[i].RootCause).Begin("td").Text(diagnoses[i].ClusterName, MaximumNameLength).End().End();
        }

        html.End().End().End().End();
    }

    private static void WriteTile(HtmlWriter html, int count, string words, string? style) =>
        html.Begin("li", ("class", style)).Element("b", count.ToString("N0", CultureInfo.InvariantCulture)).Text(words).End();

    private static void WriteCodes(HtmlWriter html, string caption, string label, IReadOnlyList<(string Code, int[] Places)> codes, IReadOnlyList<EksConnector.Diagnosis> diagnoses)
    {
        if (codes.Count == 0)
        {
            return;
        }

        html.Begin("div", ("class", "wide"), ("tabindex", "0")).Begin("table").Element("caption", caption);
        WriteHead(html, label, "Number", "Meaning", "Connectors");
        html.Begin("tbody");
        foreach ((string code, int[] places) in codes.Take(MostRows))
        {
            html.Begin("tr").Element("th", code, ("scope", "row")).Element("td", places.Length.ToString("N0", CultureInfo.InvariantCulture), ("class", "num"));
            html.Element("td", FleetSummary.MeaningOf(code)).Begin("td");
            foreach (int place in places.Take(MostLinks))
            {
                html.Text(place == places[0] ? string.Empty : ", ");
                WriteLink(html, diagnoses, place);
            }

            html.Text(places.Length > MostLinks ? $", and {(places.Length - MostLinks).ToString("N0", CultureInfo.InvariantCulture)} more" : string.Empty).End().End();
        }

        html.End().End().End();
    }

    private static void WriteExpiries(HtmlWriter html, IReadOnlyList<(DateTime Expiry, int Place)> expiries, IReadOnlyList<EksConnector.Diagnosis> diagnoses)
    {
        if (expiries.Count == 0)
        {
            return;
        }

        html.Begin("div", ("class", "wide"), ("tabindex", "0")).Begin("table").Element("caption", "Activations that are still required");
        WriteHead(html, "Context", "Expires", "Time left at the diagnosis");
        html.Begin("tbody");
        foreach ((DateTime expiry, int place) in expiries.Take(MostExpiries))
        {
            html.Begin("tr").Begin("th", ("scope", "row"));
            WriteLink(html, diagnoses, place);
            html.End().Element("td", TimelineChart.Time(expiry), ("class", "nowrap")).Element("td", TimeLeft(diagnoses[place])).End();
        }

        html.End().End().End();
        if (expiries.Count > MostExpiries)
        {
            html.Element("p", $"{(expiries.Count - MostExpiries).ToString("N0", CultureInfo.InvariantCulture)} more activations expire later.", ("class", "dim"));
        }
    }

    private static void WriteConnector(HtmlWriter html, EksConnector.Diagnosis diagnosis, int place, bool isCompact)
    {
        string id = Id(place);
        long start = html.Written;
        ReportVerdict verdict = ReportVerdict.Of(diagnosis);
        html.Begin("article", ("id", id), ("aria-labelledby", $"{id}-h"));
        html.Begin("h3", ("id", $"{id}-h")).Text(NameOf(diagnosis), MaximumNameLength).End();
        html.Begin("p").Element("span", $"{verdict.Symbol} {verdict.Word}{(diagnosis.RootCause is null ? string.Empty : $": {diagnosis.RootCause}")}", ("class", $"verdict {verdict.Style}"));
        html.Text($" {(diagnosis.IsConnected switch { true => "Connected to AWS", false => "Not connected to AWS", null => "Connection to AWS not verified" })}, as of {TimelineChart.Time(diagnosis.Time)}").End();
        html.Begin("dl");
        WriteField(html, "Namespace", isCompact && diagnosis.Namespace == Kubernetes.ConnectorNames.Namespace ? null : diagnosis.Namespace);
        WriteField(html, "Amazon EKS name", diagnosis.ClusterName);
        WriteField(html, diagnosis.IsHealthy == false ? "Problem" : "Summary", diagnosis.Summary);
        WriteField(html, "Evidence", diagnosis.Evidence);
        WriteField(html, "Cause", diagnosis.Findings.FirstOrDefault(finding => finding.IsRootCause)?.Cause);
        WriteField(html, "Action", diagnosis.RecommendedAction);
        WriteField(html, "Activation", diagnosis.ActivationExpiry is { } expiry ? $"Expires at {TimelineChart.Time(expiry)} ({TimeLeft(diagnosis)})" : null);
        html.End();
        WriteCommand(html, "PowerShell", diagnosis.FixCommandPowerShell);
        WriteCommand(html, "a POSIX shell", isCompact ? null : diagnosis.FixCommand);
        WritePods(html, diagnosis, isCompact);
        TimelineChart.Write(html, diagnosis, id);
        WriteEvents(html, diagnosis, start);
        WriteFindings(html, diagnosis, start, isCompact);
        html.End();
    }

    private static void WriteField(HtmlWriter html, string label, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            html.Element("dt", label).Element("dd", value);
        }
    }

    private static void WriteCommand(HtmlWriter html, string shell, string? command)
    {
        if (string.IsNullOrEmpty(command))
        {
            return;
        }

        html.Element("h4", $"Command for {shell}");
        if (command.Length > LongestCommand)
        {
            // A truncated command would do something else.
            html.Element("p", "The command is too long for the report. It is in the property FixCommand of the diagnosis.");
            return;
        }

        html.Begin("pre", ("aria-label", shell), ("tabindex", "0")).Text(command, LongestCommand).End();
    }

    private static void WritePods(HtmlWriter html, EksConnector.Diagnosis diagnosis, bool isCompact)
    {
        if (diagnosis.Pods.Count == 0)
        {
            return;
        }

        if (isCompact)
        {
            html.Element("h4", "Pods").Begin("ul");
            foreach (DiagnosedPod pod in diagnosis.Pods.Take(MostRows))
            {
                string restarts = Count(pod.Restarts, "restart", "restarts");
                html.Element("li", $"{ShortText.Of(pod.Pod, MaximumNameLength)}: {pod.Status}, {(pod.IsReady ? "ready" : "not ready")}, {restarts}{(pod.NodeName is null ? string.Empty : $", on node {pod.NodeName}")}. {pod.Message}");
            }

            html.End();
            return;
        }

        html.Begin("div", ("class", "wide"), ("tabindex", "0")).Begin("table").Element("caption", "Pods");
        WriteHead(html, "Pod", "Status", "Ready", "Restarts", "Node", "Message");
        html.Begin("tbody");
        foreach (DiagnosedPod pod in diagnosis.Pods.Take(MostRows))
        {
            html.Begin("tr").Begin("th", ("scope", "row")).Text(pod.Pod, MaximumNameLength).End();
            html.Element("td", pod.Status).Element("td", pod.IsReady ? "Yes" : "No").Element("td", pod.Restarts.ToString(CultureInfo.InvariantCulture), ("class", "num"));
            html.Element("td", pod.NodeName).Element("td", pod.Message).End();
        }

        html.End().End().End();
    }

    private static void WriteEvents(HtmlWriter html, EksConnector.Diagnosis diagnosis, long start)
    {
        if (diagnosis.Events.Count == 0)
        {
            return;
        }

        html.Begin("details").Element("summary", $"Events ({diagnosis.Events.Count.ToString(CultureInfo.InvariantCulture)}), newest first").Begin("ul");
        foreach (ConnectionEvent happened in diagnosis.Events.OrderByDescending(happened => happened.Time).Take(MaxEvents).TakeWhile(_ => html.Written - start < MostCharacters))
        {
            string times = happened.Count > 1 ? $" ({happened.Count.ToString(CultureInfo.InvariantCulture)} times)" : string.Empty;
            html.Element("li", $"{TimelineChart.Time(happened.Time)} {ShortText.Of(happened.Pod, MaximumNameLength)}: {TimelineChart.WordOf(happened.Kind)}{times}{(TimelineChart.IsExplained(happened.Kind) ? $". {happened.Message}" : string.Empty)}");
        }

        html.End().End();
    }

    private static void WriteFindings(HtmlWriter html, EksConnector.Diagnosis diagnosis, long start, bool isCompact)
    {
        Finding[] wrong = [.. diagnosis.Findings.Where(finding => finding.Result is DiagnosisWords.Failed or DiagnosisWords.Warned)];
        if (wrong.Length > 0 && isCompact)
        {
            html.Element("h4", "Findings").Begin("ul");
            foreach (Finding finding in wrong.TakeWhile(_ => html.Written - start < MostCharacters))
            {
                WriteShortFinding(html, finding, diagnosis);
            }

            html.End();
        }
        else if (wrong.Length > 0)
        {
            html.Begin("div", ("class", "wide"), ("tabindex", "0")).Begin("table").Element("caption", "Findings");
            WriteHead(html, "Result", "Finding", "Details", "Action");
            html.Begin("tbody");
            int written = 0;
            foreach (Finding finding in wrong.TakeWhile(_ => html.Written - start < MostCharacters))
            {
                WriteFinding(html, finding, diagnosis);
                written++;
            }

            html.End().End().End();
            if (written < wrong.Length)
            {
                html.Element("p", $"{(wrong.Length - written).ToString(CultureInfo.InvariantCulture)} more findings are in the property Findings of the diagnosis.");
            }
        }

        WriteChecks(html, "Skipped checks", [.. diagnosis.Findings.Where(finding => finding.Result == DiagnosisWords.Skipped)], isCompact);
        WriteChecks(html, "Passed checks", [.. diagnosis.Findings.Where(finding => finding.Result == DiagnosisWords.Passed)], isCompact);
    }

    private static void WriteFinding(HtmlWriter html, Finding finding, EksConnector.Diagnosis diagnosis)
    {
        html.Begin("tr").Begin("td");
        WriteResult(html, finding);
        html.End().Begin("th", ("scope", "row"));
        if (finding.DocumentationUri is { } page && s_pages.Contains(page))
        {
            html.Element("a", finding.Code, ("href", page));
        }
        else
        {
            html.Text(finding.Code);
        }

        html.Text(Relation(finding)).End();
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

    private static void WriteCatalogue(HtmlWriter html, IReadOnlyList<EksConnector.Diagnosis> diagnoses)
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
        html.Begin("div", ("class", "wide"), ("tabindex", "0")).Begin("table");
        WriteHead(html, "Finding", "Meaning", "Cause", "Action");
        html.Begin("tbody");
        foreach (FindingDefinition definition in found)
        {
            html.Begin("tr", ("id", $"f-{definition.Code}")).Begin("th", ("scope", "row")).Element("a", definition.Code, ("href", definition.DocumentationUri)).End();
            html.Element("td", definition.Meaning).Element("td", definition.Cause).Element("td", definition.RecommendedAction).End();
        }

        html.End().End().End().End();
    }

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
        foreach (string code in findings.Select(finding => finding.Code).Distinct(StringComparer.Ordinal).Take(MostRows))
        {
            html.Begin("li").Text(code, MaximumNameLength).End();
        }

        html.End().End();
    }

    private static void WriteHead(HtmlWriter html, params string[] labels)
    {
        html.Begin("thead").Begin("tr");
        foreach (string label in labels)
        {
            html.Element("th", label, ("scope", "col"), ("class", label is "Number" or "Restarts" ? "num" : null));
        }

        html.End().End();
    }

    private static void WriteWord(HtmlWriter html, ReportVerdict verdict) =>
        html.Element("span", $"{verdict.Symbol} {verdict.Word}", ("class", $"word {verdict.Style}"));

    private static void WriteLink(HtmlWriter html, IReadOnlyList<EksConnector.Diagnosis> diagnoses, int place) =>
        html.Begin("a", ("href", $"#{Id(place)}")).Text(NameOf(diagnoses[place]), MaximumNameLength).End();

    // The namespace is shown only if it is not the default.
    private static string NameOf(EksConnector.Diagnosis diagnosis) =>
        diagnosis.Context.Length == 0 ? "(no context)"
        : diagnosis.Namespace is "" or Kubernetes.ConnectorNames.Namespace ? diagnosis.Context
        : $"{diagnosis.Context} ({diagnosis.Namespace})";

    private static string TimeLeft(EksConnector.Diagnosis diagnosis)
    {
        TimeSpan left = diagnosis.ActivationExpiry!.Value.ToUniversalTime() - diagnosis.Time.ToUniversalTime();
        return left <= TimeSpan.Zero ? "expired" : $"in {Duration.ToShortText(left)}";
    }

    private static string Id(int place) => string.Create(CultureInfo.InvariantCulture, $"c{place + 1}");

    private static string Count(int number, string one, string many) => $"{number.ToString("N0", CultureInfo.InvariantCulture)} {(number == 1 ? one : many)}";
}
