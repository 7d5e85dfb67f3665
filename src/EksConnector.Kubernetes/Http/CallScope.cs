using EksConnector.Core.Operations;

namespace EksConnector.Kubernetes.Http;

/// <summary>The operation's log and the caller's token, which the library has no way to hand to what it calls.</summary>
/// <param name="Log">The operation's log.</param>
/// <param name="Caller">The caller's token; others are limits.</param>
internal sealed record CallScope(IOperationLog Log, CancellationToken Caller)
{
    private static readonly AsyncLocal<CallScope?> s_current = new();

    /// <summary>The scope of the call that runs; it flows into what is awaited.</summary>
    public static CallScope? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>A log for what outlives an operation: it writes to that of the operation that uses it.</summary>
    public static IOperationLog LogOfCaller { get; } = new CurrentLog();

    private sealed class CurrentLog : IOperationLog
    {
        public void Warn(string text) => Current?.Log.Warn(text);

        public void Trace(string text) => Current?.Log.Trace(text);
    }
}
