using System.Collections.Concurrent;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis;

/// <summary>
/// Reports AWS failures as errors, or as one warning if the user did not request AWS and no credentials were found.
/// </summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="request">The request.</param>
/// <param name="writer">The writer for failures.</param>
internal sealed class AwsFailures<T>(DiagnosisRequest request, OperationWriter<T> writer)
{
    private readonly ConcurrentDictionary<string, bool> _warned = new(StringComparer.Ordinal);

    /// <summary>Reports the failure of a snapshot, if any. Call it after the result is written, because -ErrorAction Stop ends the output.</summary>
    /// <param name="snapshot">The snapshot.</param>
    public void Report(DiagnosisSnapshot snapshot)
    {
        if (snapshot.AwsFailure is not { } failure)
        {
            return;
        }

        if (request.WantsAws || failure.ErrorId is not (ErrorIds.AwsCredentialMissing or ErrorIds.AwsRegionMissing))
        {
            writer.Fail(failure);
        }
        else if (_warned.TryAdd(failure.ErrorId, true))
        {
            writer.Warn($"The AWS checks were skipped: {failure.Message} To skip them without this warning, use -SkipAws. {failure.RecommendedAction}");
        }
    }
}
