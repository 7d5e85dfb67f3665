namespace EksConnector.FakeCluster.Aws;

/// <summary>The failures to return, by action.</summary>
internal sealed class FakeAwsFailures
{
    private readonly List<(string Action, FakeAwsFault Fault, int Times)> _failures = [];

    /// <summary>The throttling error of EKS.</summary>
    public static FakeAwsFault Throttling { get; } = new(429, "TooManyRequestsException", "Rate exceeded");

    public void Add(string action, FakeAwsFault fault, int times)
    {
        lock (_failures)
        {
            _failures.Add((action, fault, times));
        }
    }

    public void Clear()
    {
        lock (_failures)
        {
            _failures.Clear();
        }
    }

    /// <summary>Returns the first failure of an action and counts it as used; null if there is none.</summary>
    public FakeAwsFault? Find(string action)
    {
        lock (_failures)
        {
            int i = _failures.FindIndex(failure => failure.Times > 0 && Matches(failure.Action, action));
            if (i < 0)
            {
                return null;
            }

            (string pattern, FakeAwsFault fault, int times) = _failures[i];
            _failures[i] = (pattern, fault, times == int.MaxValue ? times : times - 1);
            return fault;
        }
    }

    private static bool Matches(string pattern, string action) => pattern.EndsWith('*')
        ? action.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : pattern == action;
}
