namespace EksConnector.Core.Impersonation;

/// <summary>Collects the failures for the principals of one cluster, and combines failures of the same kind into one.</summary>
internal sealed class PlanFailures
{
    private const int MaxNames = 5;
    private readonly object _gate = new();
    private readonly Dictionary<string, (EksConnectorException First, List<string> Others)> _failures = new(StringComparer.Ordinal);

    /// <summary>Adds a failure.</summary>
    /// <param name="kind">The key that equal failures have in common: the error and the change.</param>
    /// <param name="user">The user whose change failed.</param>
    /// <param name="failure">The failure, which is reported for the first user.</param>
    public void Add(string kind, string user, EksConnectorException failure)
    {
        lock (_gate)
        {
            if (_failures.TryGetValue(kind, out (EksConnectorException First, List<string> Others) known))
            {
                known.Others.Add(user);
            }
            else
            {
                _failures.Add(kind, (failure, []));
            }
        }
    }

    /// <summary>Returns the failures, one of each kind.</summary>
    public IEnumerable<EksConnectorException> All() => _failures.Values.Select(failure => failure.Others.Count == 0
        ? failure.First
        : new EksConnectorException(
            failure.First.ErrorId,
            failure.First.Category,
            $"{failure.First.Message} The same error occurred for {failure.Others.Count} more: {string.Join(", ", failure.Others.Take(MaxNames))}{(failure.Others.Count > MaxNames ? ", ..." : string.Empty)}.",
            failure.First.RecommendedAction)
        {
            Target = failure.First.Target,
            StatusCode = failure.First.StatusCode,
            Reason = failure.First.Reason,
        });
}
