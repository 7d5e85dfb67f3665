namespace EksConnector.Core.Impersonation;

/// <summary>Gathers what failed for the principals of one cluster: what fails alike for hundreds is told once.</summary>
internal sealed class PlanFailures
{
    private const int MostNamed = 5;
    private readonly object _gate = new();
    private readonly Dictionary<string, (EksConnectorException First, List<string> Others)> _failures = new(StringComparer.Ordinal);

    /// <summary>Adds a failure.</summary>
    /// <param name="kind">What is alike: the error, and what was tried.</param>
    /// <param name="user">Whom it is about.</param>
    /// <param name="failure">The failure, as it is told of the first.</param>
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

    /// <summary>The failures, one of each kind.</summary>
    public IEnumerable<EksConnectorException> All() => _failures.Values.Select(failure => failure.Others.Count == 0
        ? failure.First
        : new EksConnectorException(
            failure.First.ErrorId,
            failure.First.Category,
            $"{failure.First.Message} The same applies to {failure.Others.Count} more: {string.Join(", ", failure.Others.Take(MostNamed))}{(failure.Others.Count > MostNamed ? ", ..." : string.Empty)}.",
            failure.First.RecommendedAction)
        {
            Target = failure.First.Target,
            StatusCode = failure.First.StatusCode,
            Reason = failure.First.Reason,
        });
}
