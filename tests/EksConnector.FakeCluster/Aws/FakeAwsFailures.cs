namespace EksConnector.FakeCluster.Aws;

/// <summary>What is to go wrong with which action.</summary>
internal sealed class FakeAwsFailures
{
    private readonly List<(string Action, FakeAwsFault Fault, int Times)> _failures = [];

    /// <summary>The limit of a rate, as EKS has it.</summary>
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

    /// <summary>The first failure of an action, which is then used up by one; null where it is to work.</summary>
    public FakeAwsFault? Find(string action)
    {
        lock (_failures)
        {
            int i = _failures.FindIndex(failure => failure.Times > 0 && IsMeant(failure.Action, action));
            if (i < 0)
            {
                return null;
            }

            (string wanted, FakeAwsFault fault, int times) = _failures[i];
            _failures[i] = (wanted, fault, times == int.MaxValue ? times : times - 1);
            return fault;
        }
    }

    private static bool IsMeant(string wanted, string action) => wanted.EndsWith('*')
        ? action.StartsWith(wanted[..^1], StringComparison.Ordinal)
        : wanted == action;
}
