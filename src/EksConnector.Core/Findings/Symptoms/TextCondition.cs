namespace EksConnector.Core.Findings.Symptoms;

/// <summary>A condition for a text.</summary>
/// <param name="tight">The text, in lowercase and without white space.</param>
internal delegate bool TextCondition(ReadOnlySpan<char> tight);
