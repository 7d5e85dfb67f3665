namespace EksConnector.Core.Operations;

/// <summary>How far the operation is.</summary>
/// <typeparam name="T">The type of the operation's results.</typeparam>
/// <param name="Activity">What is being done.</param>
/// <param name="Status">What it is at, or waits for.</param>
/// <param name="PercentComplete">0 to 100, or -1 where that is not known.</param>
public sealed record ProgressEvent<T>(string Activity, string Status, int PercentComplete) : OperationEvent<T>;
