using EksConnector.Core.Diagnosis.Bundle;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis;

/// <summary>Diagnoses the connectors in a file of <see cref="ExportDiagnosticOperation"/>, as of the time at which it was written. No cluster is asked.</summary>
public static class TestBundleOperation
{
    /// <summary>Runs it.</summary>
    /// <param name="path">The file, as a full path.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>One diagnosis for each connector; a failure where the file cannot be used.</returns>
    public static IAsyncEnumerable<OperationEvent<EksConnector.Diagnosis>> RunAsync(string path, CancellationToken cancellationToken = default) =>
        Operation.RunAsync<EksConnector.Diagnosis>(
            async (writer, token) =>
            {
                try
                {
                    foreach (DiagnosisSnapshot snapshot in BundleReader.Read(path))
                    {
                        await writer.WriteAsync(DiagnosisVerdict.Of(snapshot), token).ConfigureAwait(false);
                    }
                }
                catch (EksConnectorException exception)
                {
                    // One file's failure is that file's: others may come.
                    writer.Fail(exception);
                }
            },
            traces: true,
            cancellationToken);
}
