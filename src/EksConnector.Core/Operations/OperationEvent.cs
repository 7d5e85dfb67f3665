namespace EksConnector.Core.Operations;

/// <summary>An event of a running operation. The derived types in this file are the only ones.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
public abstract record OperationEvent<T>;

/// <summary>A result.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="Item">The result.</param>
public sealed record ItemEvent<T>(T Item) : OperationEvent<T>;

/// <summary>A batch of results, used if there are so many that passing each one separately would be too expensive.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="Items">The results in order; the receiver owns the list.</param>
public sealed record BatchEvent<T>(IReadOnlyList<T> Items) : OperationEvent<T>;

/// <summary>The failure of one cluster or one input; the operation continues with the others.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="Exception">The error with the recommended action.</param>
public sealed record FailureEvent<T>(EksConnectorException Exception) : OperationEvent<T>;

/// <summary>A warning or a verbose message.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="Text">The redacted message.</param>
/// <param name="IsWarning">True for the warning stream, false for the verbose stream.</param>
public sealed record MessageEvent<T>(string Text, bool IsWarning) : OperationEvent<T>;

/// <summary>The progress of an operation.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="Activity">The activity.</param>
/// <param name="Status">The current step.</param>
/// <param name="PercentComplete">The percentage of completed work, 0 to 100; -1 if it is not known.</param>
public sealed record ProgressEvent<T>(string Activity, string Status, int PercentComplete) : OperationEvent<T>
{
    /// <summary>The remaining time of a wait; null if there is no time limit.</summary>
    public TimeSpan? TimeLeft { get; init; }
}
