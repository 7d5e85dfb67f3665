using EksConnector.Core.Diagnosis.Bundle;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis;

/// <summary>
/// Diagnoses the connectors in a file of <see cref="ExportDiagnosticOperation"/>, as of the time at which it was written. No cluster is
/// asked.
/// </summary>
internal static class TestBundleOperation
{
    /// <summary>Runs the operation.</summary>
    /// <param name="path">The file, as a full path.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>One diagnosis for each connector; a failure where the file cannot be used.</returns>
    public static IAsyncEnumerable<OperationEvent<EksConnector.Diagnosis>> RunAsync(string path, CancellationToken cancellationToken = default) =>
        Operation.RunAsync<EksConnector.Diagnosis>(
            async (writer, token) =>
            {
                try
                {
                    // The file can be on a mount that hangs, and is left alone then.
                    foreach (EksConnector.Diagnosis diagnosis in await Task.Run(() => Diagnose(path, token), token).WaitAsync(token).ConfigureAwait(false))
                    {
                        await writer.WriteAsync(diagnosis, token).ConfigureAwait(false);
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

    // JSON can leave out, and make up, what the rules rely on; a bundle that this module wrote never does. Whatever they meet then is its fault.
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
