namespace EksConnector.Core.Findings.Symptoms;

/// <summary>Something that holds of a text or not.</summary>
/// <param name="tight">The text, in lower case and without white space.</param>
internal delegate bool TextCondition(ReadOnlySpan<char> tight);
