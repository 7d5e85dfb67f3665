namespace EksConnector.Core.Operations;

/// <summary>Several results at once, where there are so many that each by itself would cost more to hand over than to make.</summary>
/// <typeparam name="T">The type of the operation's results.</typeparam>
/// <param name="Items">The results, in their order; whoever gets them may keep them.</param>
public sealed record BatchEvent<T>(IReadOnlyList<T> Items) : OperationEvent<T>;
