namespace EksConnector.Core.Operations;

/// <summary>One thing that an operation has to say while it runs. The subclasses are all there are.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
public abstract record OperationEvent<T>;

/// <summary>A result.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="Item">The result.</param>
public sealed record ItemEvent<T>(T Item) : OperationEvent<T>;

/// <summary>Several results at once, where there are so many that each by itself would cost more to hand over than to make.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="Items">The results, in their order; whoever gets them may keep them.</param>
public sealed record BatchEvent<T>(IReadOnlyList<T> Items) : OperationEvent<T>;

/// <summary>One cluster, or one input, failed; the others go on.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="Exception">What failed and what to do.</param>
public sealed record FailureEvent<T>(EksConnectorException Exception) : OperationEvent<T>;

/// <summary>Something that the user should know (a warning) or may want to know (verbose).</summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="Text">The message, redacted.</param>
/// <param name="IsWarning">True for the warning stream, false for the verbose stream.</param>
public sealed record MessageEvent<T>(string Text, bool IsWarning) : OperationEvent<T>;

/// <summary>How far the operation is.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="Activity">What is being done.</param>
/// <param name="Status">What it is at, or waits for.</param>
/// <param name="PercentComplete">0 to 100, or -1 where that is not known.</param>
public sealed record ProgressEvent<T>(string Activity, string Status, int PercentComplete) : OperationEvent<T>
{
    /// <summary>How long a wait can still last; null where it is no wait with a limit.</summary>
    public TimeSpan? TimeLeft { get; init; }
}
