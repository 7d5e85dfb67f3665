using System.IO.Compression;
using EksConnector.Aws;
using EksConnector.Core.Aws;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes;

namespace EksConnector.Tests.Diagnosis;

/// <summary>The events of one run of the operation.</summary>
internal sealed class DiagnosisRun
{
    public List<EksConnector.Diagnosis> Results { get; } = [];

    public List<EksConnectorException> Failures { get; } = [];

    public List<string> Messages { get; } = [];

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
    public static DiagnosisRun Of(SnapshotRead read)
    {
        var run = new DiagnosisRun();
        run.Results.Add(DiagnosisVerdict.Of(read.Snapshot));
        run.Failures.AddRange(read.Failures);
        run.Messages.AddRange(read.Messages);
        return run;
    }

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
        var run = new DiagnosisRun();
        await foreach (OperationEvent<EksConnector.Diagnosis> operationEvent in events)
        {
            switch (operationEvent)
            {
                case ItemEvent<EksConnector.Diagnosis> item:
                    run.Results.Add(item.Item);
                    break;
                case FailureEvent<EksConnector.Diagnosis> failure:
                    run.Failures.Add(failure.Exception);
                    break;
                case MessageEvent<EksConnector.Diagnosis> message:
                    run.Messages.Add(message.Text);
                    break;
            }
        }

        return run;
    }

    private static IEnumerable<string> TextsOf(object source) =>
        source.GetType().GetProperties().Select(property => property.GetValue(source)).OfType<string>();
}
