namespace EksConnector.Core.Operations;

/// <summary>One thing that an operation has to say while it runs. The subclasses are all there are.</summary>
/// <typeparam name="T">The type of the operation's results.</typeparam>
public abstract record OperationEvent<T>;
