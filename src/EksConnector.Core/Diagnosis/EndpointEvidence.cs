using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis;

/// <summary>Selects the results of Test-EksConnectorEndpoint that are evidence about a connector: of the same cluster and namespace, and recent.</summary>
/// <param name="results">The results from the pipeline.</param>
/// <param name="log">The log for warnings about results that are not used.</param>
internal sealed class EndpointEvidence(IReadOnlyList<EndpointResult> results, IOperationLog log)
{
    // The network may have changed since older results.
    private static readonly TimeSpan s_maxAge = TimeSpan.FromHours(1);

    // A result from another computer can be ahead by the difference of the clocks.
    private static readonly TimeSpan s_maxClockOffset = TimeSpan.FromMinutes(5);

    private readonly HashSet<EndpointResult> _seen = [];

    /// <summary>Returns the results for a connector.</summary>
    /// <param name="snapshot">The data about the connector.</param>
    public IReadOnlyList<EndpointResult> For(DiagnosisSnapshot snapshot)
    {
        var used = new List<EndpointResult>();
        DateTime? outdated = null;
        foreach (EndpointResult result in results.Where(result => result.Context == snapshot.Cluster?.Context && result.Namespace == snapshot.Cluster.Namespace))
        {
            lock (_seen)
            {
                _seen.Add(result);
            }

            TimeSpan age = snapshot.TakenAt.UtcDateTime - result.Time.ToUniversalTime();
            if (age <= s_maxAge && age >= -s_maxClockOffset)
            {
                used.Add(result);
            }
            else if (outdated is null || result.Time < outdated)
            {
                outdated = result.Time;
            }
        }

        if (outdated is { } time)
        {
            log.Warn($"{snapshot.Cluster!.Context}: results of Test-EksConnectorEndpoint from {time.ToUniversalTime():u} are not used, because they are not from the last hour. Run it again.");
        }

        return used;
    }

    /// <summary>Writes a warning about the results of connectors that were not diagnosed.</summary>
    public void ReportUnused()
    {
        string[] places = [.. results.Where(result => !_seen.Contains(result)).Select(result => $"context '{result.Context}', namespace '{result.Namespace}'").Distinct(StringComparer.Ordinal)];
        if (places.Length > 0)
        {
            log.Warn($"Results of Test-EksConnectorEndpoint are not used, because they are for other connectors: {string.Join("; ", places)}.");
        }
    }
}
