namespace EksConnector.Core.Operations;

/// <summary>Something that the user should know (a warning) or may want to know (verbose).</summary>
/// <typeparam name="T">The type of the operation's results.</typeparam>
/// <param name="Text">The message, redacted.</param>
/// <param name="IsWarning">True for the warning stream, false for the verbose stream.</param>
public sealed record MessageEvent<T>(string Text, bool IsWarning) : OperationEvent<T>;
