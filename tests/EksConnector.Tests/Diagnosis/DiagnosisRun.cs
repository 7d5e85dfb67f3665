using System.IO.Compression;
using EksConnector.Aws;
using EksConnector.Core.Aws;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Diagnosis;

/// <summary>The events of one run of the operation.</summary>
internal sealed class DiagnosisRun
{
    public required IReadOnlyList<EksConnector.Diagnosis> Results { get; init; }

    public required IReadOnlyList<EksConnectorException> Failures { get; init; }

    public required IReadOnlyList<string> Messages { get; init; }

    public EksConnector.Diagnosis Result => Results.ShouldHaveSingleItem();

    /// <summary>All text that a user can see.</summary>
    public string Texts => string.Join('\n', Messages
        .Concat(Failures.Select(failure => failure.Message + failure.RecommendedAction))
        .Concat(Results.SelectMany(result => result.Findings.SelectMany(finding => TextsOf(finding)).Concat(TextsOf(result)))));

    public static async Task<DiagnosisRun> OfAsync(DiagnosisRequest request, TimeProvider? clock = null)
    {
        using IKubernetesGateway kubernetes = new KubernetesGateway();
        using IAwsGateway aws = new AwsGateway();
        return await OfAsync(new TestConnectorOperation(kubernetes, () => aws, clock).RunAsync(request with { Verbose = true }));
    }

    /// <summary>Writes a bundle and diagnoses it.</summary>
    public static async Task<DiagnosisRun> OfBundleAsync(ExportRequest request)
    {
        using IKubernetesGateway kubernetes = new KubernetesGateway();
        using IAwsGateway aws = new AwsGateway();
        await foreach (OperationEvent<FileInfo> _ in new ExportDiagnosticOperation(kubernetes, () => aws).RunAsync(request))
        {
            // Only the file is used.
        }

        return await OfBundleAsync(request.DestinationPath);
    }

    /// <summary>Diagnoses a bundle.</summary>
    public static Task<DiagnosisRun> OfBundleAsync(string path) => OfAsync(TestBundleOperation.RunAsync(path));

    /// <summary>Diagnoses a snapshot.</summary>
    public static DiagnosisRun Of(SnapshotRead read) =>
        new() { Results = [DiagnosisVerdict.Of(read.Snapshot)], Failures = [.. read.Failures], Messages = [.. read.Messages] };

    /// <summary>Returns all texts in a bundle.</summary>
    public static async Task<IReadOnlyList<string>> TextsInAsync(string path)
    {
        var texts = new List<string>();
        using ZipArchive archive = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            texts.Add(await reader.ReadToEndAsync());
        }

        return texts;
    }

    private static async Task<DiagnosisRun> OfAsync(IAsyncEnumerable<OperationEvent<EksConnector.Diagnosis>> events)
    {
        EventLog<EksConnector.Diagnosis> log = await EventLog<EksConnector.Diagnosis>.OfAsync(events);
        return new DiagnosisRun { Results = log.Items, Failures = log.Failures, Messages = [.. log.Warnings, .. log.Traces] };
    }

    private static IEnumerable<string> TextsOf(object source) =>
        source.GetType().GetProperties().Select(property => property.GetValue(source)).OfType<string>();
}
