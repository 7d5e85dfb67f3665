using EksConnector.Core.Aws;
using EksConnector.Core.Diagnosis.Reading;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis;

/// <summary>Diagnoses the connectors of one or more clusters. It only reads.</summary>
/// <param name="kubernetes">The gateway to the clusters.</param>
/// <param name="aws">Creates the gateway to AWS; called only if AWS is queried.</param>
/// <param name="clock">The time provider; if null, the system time provider.</param>
internal sealed class TestConnectorOperation(IKubernetesGateway kubernetes, Func<IAwsGateway> aws, TimeProvider? clock = null)
{
    private const string Activity = "Testing the EKS Connector";
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Runs the operation.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A diagnosis for each connector in the order of completion; a failure for each cluster that cannot be queried and for AWS.</returns>
    public IAsyncEnumerable<OperationEvent<EksConnector.Diagnosis>> RunAsync(DiagnosisRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<EksConnector.Diagnosis>((writer, token) => RunAsync(request, writer, token), request.Verbose, cancellationToken);
    }

    private async Task RunAsync(DiagnosisRequest request, OperationWriter<EksConnector.Diagnosis> writer, CancellationToken cancellationToken)
    {
        var awsFailures = new AwsFailures<EksConnector.Diagnosis>(request, writer);
        var reader = new DiagnosisReader(aws, request, writer, _clock);
        var endpoints = new EndpointEvidence(request.Endpoints, writer);
        await new Fleet(kubernetes, _clock).RunAsync(
            request,
            Activity,
            async (member, token) =>
            {
                foreach (DiagnosisSnapshot snapshot in await reader.ReadAsync(member, token).ConfigureAwait(false))
                {
                    await writer.WriteAsync(DiagnosisVerdict.Of(snapshot with { Endpoints = endpoints.For(snapshot) }), token).ConfigureAwait(false);
                    awsFailures.Report(snapshot);
                }
            },
            writer,
            cancellationToken).ConfigureAwait(false);
        endpoints.ReportUnused();
    }
}
