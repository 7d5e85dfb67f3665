namespace EksConnector.Core.Operations;

/// <summary>A result.</summary>
/// <typeparam name="T">The type of the operation's results.</typeparam>
/// <param name="Item">The result.</param>
public sealed record ItemEvent<T>(T Item) : OperationEvent<T>;
