using System.Collections.Concurrent;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis;

/// <summary>
/// Reports that AWS did not answer: as an error, but as one warning where nobody asked for AWS and there is nothing to ask it with.
/// </summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="request">The request.</param>
/// <param name="writer">The writer for failures.</param>
internal sealed class AwsFailures<T>(DiagnosisRequest request, OperationWriter<T> writer)
{
    private readonly ConcurrentDictionary<string, bool> _warned = new(StringComparer.Ordinal);

    /// <summary>Reports the failure of a snapshot, if it has one. Call it after the result: with -ErrorAction Stop nothing comes after an error.</summary>
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
            writer.Warn($"The AWS checks were skipped: {failure.Message} To omit them, use -SkipAws. {failure.RecommendedAction}");
        }
    }
}
