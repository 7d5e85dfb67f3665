using System.Globalization;

namespace EksConnector.Core.Reports;

/// <summary>Writes a connector: its verdict, evidence, cause, and action, its Pods, the timeline of its connection, and its findings.</summary>
internal static class ConnectorSection
{
    /// <summary>The maximum number of characters for one connector, regardless of its diagnosis.</summary>
    public const long MaxCharacters = 60_000;

    private const int LongestCommand = 20_000;
    private const int MaxEvents = 60;

    /// <summary>Writes the section.</summary>
    /// <param name="html">The destination.</param>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="place">The position of the diagnosis in the report.</param>
    /// <param name="isCompact">Whether details are omitted.</param>
    public static void Write(HtmlWriter html, EksConnector.Diagnosis diagnosis, int place, bool isCompact)
    {
        string id = ConnectorLabel.IdOf(place);
        long start = html.Written;
        ReportVerdict verdict = ReportVerdict.Of(diagnosis);
        html.Begin("article", ("id", id), ("aria-labelledby", $"{id}-h"));
        html.Begin("h3", ("id", $"{id}-h")).Name(ConnectorLabel.Of(diagnosis), ConnectorLabel.MaxLength).End();
        html.Begin("p").Begin("span", ("class", $"verdict {verdict.Style}")).Name($"{verdict.Symbol} {verdict.Word}{(diagnosis.RootCause is null ? string.Empty : $": {diagnosis.RootCause}")}").End();
        html.Text($" {(diagnosis.IsConnected switch { true => "Connected to AWS", false => "Not connected to AWS", null => "Connection to AWS not verified" })}, as of {TimelineChart.Time(diagnosis.Time)}").End();
        html.Begin("dl");
        WriteField(html, "Namespace", isCompact && diagnosis.Namespace == Kubernetes.ConnectorNames.Namespace ? null : diagnosis.Namespace);
        WriteField(html, "Amazon EKS name", diagnosis.ClusterName);
        WriteField(html, diagnosis.IsHealthy == false ? "Problem" : "Summary", diagnosis.Summary);
        WriteField(html, "Evidence", diagnosis.Evidence);
        WriteField(html, "Cause", diagnosis.Findings.FirstOrDefault(finding => finding.IsRootCause)?.Cause);
        WriteField(html, "Action", diagnosis.RecommendedAction);
        WriteField(html, "Activation", diagnosis.ActivationExpiry is { } expiry ? $"Expires at {TimelineChart.Time(expiry)} ({ConnectorLabel.TimeLeft(diagnosis)})" : null);
        html.End();
        WriteCommand(html, "PowerShell", diagnosis.FixCommandPowerShell);
        WriteCommand(html, "a POSIX shell", isCompact ? null : diagnosis.FixCommand);
        WritePods(html, diagnosis, isCompact);
        TimelineChart.Write(html, diagnosis, id);
        WriteEvents(html, diagnosis, start);
        FindingsSection.Write(html, diagnosis, start, isCompact);
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
            foreach (DiagnosedPod pod in diagnosis.Pods.Take(HtmlWriter.MaxRows))
            {
                string restarts = ReportText.Count(pod.Restarts, "restart", "restarts");
                html.Element("li", $"{ShortText.Of(pod.Pod, ConnectorLabel.MaxLength)}: {pod.Status}, {(pod.IsReady ? "ready" : "not ready")}, {restarts}{(pod.NodeName is null ? string.Empty : $", on node {pod.NodeName}")}. {pod.Message}");
            }

            html.End();
            return;
        }

        html.BeginTable("Pods", "Pod", "Status", "Ready", "Restarts", "Node", "Message");
        foreach (DiagnosedPod pod in diagnosis.Pods.Take(HtmlWriter.MaxRows))
        {
            html.Begin("tr").Begin("th", ("scope", "row")).Name(pod.Pod, ConnectorLabel.MaxLength).End();
            html.Begin("td").Name(pod.Status).End().Element("td", pod.IsReady ? "Yes" : "No").Element("td", pod.Restarts.ToString(CultureInfo.InvariantCulture), ("class", "num"));
            html.Element("td", pod.NodeName).Element("td", pod.Message).End();
        }

        html.EndTable();
    }

    private static void WriteEvents(HtmlWriter html, EksConnector.Diagnosis diagnosis, long start)
    {
        if (diagnosis.Events.Count == 0)
        {
            return;
        }

        html.Begin("details").Element("summary", $"Events ({diagnosis.Events.Count.ToString(CultureInfo.InvariantCulture)}), newest first").Begin("ul");
        foreach (ConnectionEvent happened in diagnosis.Events.OrderByDescending(happened => happened.Time).Take(MaxEvents).TakeWhile(_ => html.Written - start < MaxCharacters))
        {
            string times = happened.Count > 1 ? $" ({happened.Count.ToString(CultureInfo.InvariantCulture)} times)" : string.Empty;
            html.Element("li", $"{TimelineChart.Time(happened.Time)} {ShortText.Of(happened.Pod, ConnectorLabel.MaxLength)}: {TimelineChart.WordOf(happened.Kind)}{times}{(TimelineChart.IsExplained(happened.Kind) ? $". {happened.Message}" : string.Empty)}");
        }

        html.End().End();
    }
}
