using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using EksConnector.Core.Reports;

namespace EksConnector.Core.Diagnosis.Bundle;

/// <summary>Writes connectors to a ZIP archive, one directory for each.</summary>
/// <param name="archive">The archive.</param>
/// <param name="clock">The time provider.</param>
internal sealed class BundleWriter(ZipArchive archive, TimeProvider clock)
{
    // The limit for all logs of one connector together.
    private const int MaxLogCharacters = 32 * 1024 * 1024;

    private readonly List<string> _folders = [];

    /// <summary>Adds a connector.</summary>
    /// <param name="snapshot">The snapshot of the connector.</param>
    /// <param name="logs">The redacted ends of the logs, by file name.</param>
    public void Add(DiagnosisSnapshot snapshot, IReadOnlyDictionary<string, string> logs)
    {
        EksConnector.Diagnosis diagnosis = DiagnosisVerdict.Of(snapshot);
        DisplayObject.Clean(diagnosis);
        string folder = BundleNames.Folder(_folders.Count + 1, diagnosis.Context);
        _folders.Add(folder);
        Write($"{folder}/{BundleNames.Snapshot}", JsonSerializer.SerializeToUtf8Bytes(snapshot, BundleJson.Snapshot));
        Write($"{folder}/{BundleNames.Diagnosis}", Text(diagnosis));
        Write($"{folder}/{BundleNames.Report}", HtmlReport.ToUtf8([diagnosis], clock.GetUtcNow()));
        int left = MaxLogCharacters;
        foreach ((string name, string log) in logs.OrderBy(log => log.Key, StringComparer.Ordinal))
        {
            string end = log.Length <= left ? log : log[^left..];
            left -= end.Length;
            Write($"{folder}/{BundleNames.Logs}/{name}", Encoding.UTF8.GetBytes(end));
        }
    }

    /// <summary>Completes the archive.</summary>
    public void Complete() => Write(BundleNames.Manifest, JsonSerializer.SerializeToUtf8Bytes(
        new BundleManifest
        {
            Format = BundleManifest.CurrentFormat,
            ModuleVersion = typeof(BundleWriter).Assembly.GetName().Version?.ToString(3) ?? string.Empty,
            Time = clock.GetUtcNow(),
            Connectors = _folders,
        },
        BundleJson.Manifest));

    // The text is for readers who do not have the module.
    private static byte[] Text(EksConnector.Diagnosis diagnosis)
    {
        const int width = 100;
        var text = new StringBuilder();
        text.AppendLine(DiagnosisText.Of(diagnosis, width)).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Diagnosed at {diagnosis.Time:u}.").AppendLine();
        foreach (Finding finding in diagnosis.Findings)
        {
            string cause = finding.CausedBy is null ? string.Empty : $" (follows from {finding.CausedBy})";
            text.AppendLine(CultureInfo.InvariantCulture, $"{finding.Result,-8}{finding.Code}{cause}: {finding.Summary}");
            if (finding is { Evidence: { } evidence, Result: DiagnosisWords.Failed or DiagnosisWords.Warned })
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"        {evidence}");
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private void Write(string name, byte[] bytes)
    {
        using Stream entry = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
        entry.Write(bytes);
    }
}
