namespace EksConnector.Core.Impersonation;

/// <summary>The reason why a text is not a valid principal ARN.</summary>
/// <param name="Position">The position of the first invalid character, counted from 1.</param>
/// <param name="What">The description of the problem, which completes a sentence.</param>
internal readonly record struct ArnProblem(int Position, string What);
