using EksConnector.Core.Operations;

namespace EksConnector.Kubernetes.Http;

/// <summary>The ambient log of the operation and token of the caller, which cannot be passed through the library.</summary>
/// <param name="Log">The log of the operation.</param>
/// <param name="Caller">The cancellation token of the caller; all other tokens are timeouts.</param>
internal sealed record CallScope(IOperationLog Log, CancellationToken Caller)
{
    private static readonly AsyncLocal<CallScope?> s_current = new();

    /// <summary>The scope of the current call, which flows with the asynchronous context.</summary>
    public static CallScope? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>A log for objects that outlive an operation; it writes to the log of the operation that currently uses them.</summary>
    public static IOperationLog AmbientLog { get; } = new CurrentLog();

    private sealed class CurrentLog : IOperationLog
    {
        public bool IsVerbose => Current?.Log.IsVerbose == true;

        public void Warn(string text) => Current?.Log.Warn(text);

        public void Trace(string text) => Current?.Log.Trace(text);
    }
}
