using EksConnector.Aws;
using EksConnector.Core.Aws;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Reading;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes;

namespace EksConnector.Tests.Diagnosis;

/// <summary>A snapshot of a connector, and the events while it was read.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Failures">The failures, including those of AWS.</param>
/// <param name="Messages">The messages.</param>
internal sealed record SnapshotRead(DiagnosisSnapshot Snapshot, IReadOnlyList<EksConnectorException> Failures, IReadOnlyList<string> Messages)
{
    public static async Task<SnapshotRead> OfAsync(DiagnosisRequest request)
    {
        using IKubernetesGateway kubernetes = new KubernetesGateway();
        using IAwsGateway aws = new AwsGateway();
        var snapshots = new List<DiagnosisSnapshot>();
        var failures = new List<EksConnectorException>();
        var messages = new List<string>();
        await foreach (OperationEvent<DiagnosisSnapshot> item in Operation.RunAsync<DiagnosisSnapshot>(
            (writer, token) => ReadAsync(kubernetes, () => aws, request, writer, token), traces: true, CancellationToken.None))
        {
            switch (item)
            {
                case ItemEvent<DiagnosisSnapshot> snapshot:
                    snapshots.Add(snapshot.Item);
                    break;
                case FailureEvent<DiagnosisSnapshot> failure:
                    failures.Add(failure.Exception);
                    break;
                case MessageEvent<DiagnosisSnapshot> message:
                    messages.Add(message.Text);
                    break;
            }
        }

        DiagnosisSnapshot read = snapshots.ShouldHaveSingleItem(string.Join('\n', failures.Select(failure => failure.Message)));
        return new SnapshotRead(read, [.. failures, .. read.AwsFailure is { } failed ? (EksConnectorException[])[failed] : []], messages);
    }

    private static Task ReadAsync(
        IKubernetesGateway kubernetes, Func<IAwsGateway> aws, DiagnosisRequest request, OperationWriter<DiagnosisSnapshot> writer, CancellationToken cancellationToken)
    {
        var reader = new DiagnosisReader(aws, request, writer, TimeProvider.System);
        return new Fleet(kubernetes, TimeProvider.System).RunAsync(
            request,
            "Reading",
            async (member, token) =>
            {
                foreach (DiagnosisSnapshot snapshot in await reader.ReadAsync(member, token))
                {
                    await writer.WriteAsync(snapshot, token);
                }
            },
            writer,
            cancellationToken);
    }
}
