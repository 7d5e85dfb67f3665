namespace EksConnector.PowerShell.Tests;

/// <summary>The results of a run of Pester.</summary>
/// <param name="Tests">The result of each test.</param>
/// <param name="Problems">Files that could not be read, and failures outside tests.</param>
public sealed record PesterReport(IReadOnlyList<PesterResult> Tests, IReadOnlyList<string> Problems);
