namespace EksConnector.Core.Operations;

/// <summary>One cluster, or one input, failed; the others go on.</summary>
/// <typeparam name="T">The type of the operation's results.</typeparam>
/// <param name="Exception">What failed and what to do.</param>
public sealed record FailureEvent<T>(EksConnectorException Exception) : OperationEvent<T>;
