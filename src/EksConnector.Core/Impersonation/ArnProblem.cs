namespace EksConnector.Core.Impersonation;

/// <summary>What is wrong with a text that should be the ARN of a principal.</summary>
/// <param name="Position">The first character that is wrong, counted from 1.</param>
/// <param name="What">What is wrong there, as the rest of a sentence.</param>
internal readonly record struct ArnProblem(int Position, string What);
