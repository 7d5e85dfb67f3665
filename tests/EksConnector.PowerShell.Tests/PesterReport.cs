namespace EksConnector.PowerShell.Tests;

/// <summary>A run of Pester.</summary>
/// <param name="Tests">What became of each test.</param>
/// <param name="Problems">Files that could not be read, and failures before and after tests.</param>
public sealed record PesterReport(IReadOnlyList<PesterResult> Tests, IReadOnlyList<string> Problems);
