using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using EksConnector.Core.Reports;

namespace EksConnector.Core.Diagnosis.Bundle;

/// <summary>Writes connectors into a zip archive, one folder each.</summary>
/// <param name="archive">The archive.</param>
/// <param name="clock">The caller's clock.</param>
internal sealed class BundleWriter(ZipArchive archive, TimeProvider clock)
{
    // Of all logs of one connector together; each is a tail already.
    private const int MostLogCharacters = 32 * 1024 * 1024;

    private readonly List<string> _folders = [];

    /// <summary>Adds a connector.</summary>
    /// <param name="snapshot">What was read of it.</param>
    /// <param name="logs">The ends of its logs, by file name; redacted.</param>
    public void Add(DiagnosisSnapshot snapshot, IReadOnlyDictionary<string, string> logs)
    {
        EksConnector.Diagnosis diagnosis = DiagnosisVerdict.Of(snapshot);
        ShownObject.Clean(diagnosis);
        string folder = BundleNames.Folder(_folders.Count + 1, diagnosis.Context);
        _folders.Add(folder);
        Write($"{folder}/{BundleNames.Snapshot}", JsonSerializer.SerializeToUtf8Bytes(snapshot, BundleJson.Default.DiagnosisSnapshot));
        Write($"{folder}/{BundleNames.Diagnosis}", Text(diagnosis));
        Write($"{folder}/{BundleNames.Report}", HtmlReport.ToUtf8([diagnosis], clock.GetUtcNow()));
        int left = MostLogCharacters;
        foreach ((string name, string log) in logs.OrderBy(log => log.Key, StringComparer.Ordinal))
        {
            string end = log.Length <= left ? log : log[^left..];
            left -= end.Length;
            Write($"{folder}/{BundleNames.Logs}/{name}", Encoding.UTF8.GetBytes(end));
        }
    }

    /// <summary>Ends it.</summary>
    public void Complete() => Write(BundleNames.Manifest, JsonSerializer.SerializeToUtf8Bytes(
        new BundleManifest
        {
            Format = BundleManifest.CurrentFormat,
            ModuleVersion = typeof(BundleWriter).Assembly.GetName().Version?.ToString(3) ?? string.Empty,
            Time = clock.GetUtcNow(),
            Connectors = _folders,
        },
        BundleJson.Default.BundleManifest));

    // For whoever has the archive and not the module.
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
