using EksConnector.Core.Diagnosis.Bundle;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis;

/// <summary>
/// Diagnoses the connectors in a file of <see cref="ExportDiagnosticOperation"/>, as of the time at which it was written. No cluster is
/// queried.
/// </summary>
internal static class TestBundleOperation
{
    /// <summary>Runs the operation.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>One diagnosis for each connector; a failure if the file is not valid.</returns>
    public static IAsyncEnumerable<OperationEvent<EksConnector.Diagnosis>> RunAsync(string path, CancellationToken cancellationToken = default) =>
        Operation.RunAsync<EksConnector.Diagnosis>(
            async (writer, token) =>
            {
                try
                {
                    // The read of a file on an unresponsive mount is abandoned.
                    foreach (EksConnector.Diagnosis diagnosis in await Task.Run(() => Diagnose(path, token), token).WaitAsync(token).ConfigureAwait(false))
                    {
                        await writer.WriteAsync(diagnosis, token).ConfigureAwait(false);
                    }
                }
                catch (EksConnectorException exception)
                {
                    // A failure affects only this file, because other files may follow.
                    writer.Fail(exception);
                }
            },
            traces: true,
            cancellationToken);

    // A manipulated bundle can violate the assumptions of the rules, so any exception is reported as an invalid bundle.
    private static List<EksConnector.Diagnosis> Diagnose(string path, CancellationToken cancellationToken)
    {
        IReadOnlyList<DiagnosisSnapshot> snapshots = BundleReader.Read(path, cancellationToken);
        var diagnoses = new List<EksConnector.Diagnosis>();
        try
        {
            foreach (DiagnosisSnapshot snapshot in snapshots)
            {
                cancellationToken.ThrowIfCancellationRequested();
                diagnoses.Add(DiagnosisVerdict.Of(snapshot));
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw BundleReader.Invalid(path, "its data is incomplete or invalid", exception);
        }

        return diagnoses;
    }
}
