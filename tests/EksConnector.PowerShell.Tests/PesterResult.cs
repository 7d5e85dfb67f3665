namespace EksConnector.PowerShell.Tests;

/// <summary>What became of a test of Pester, or of one of its cases.</summary>
/// <param name="File">The name of its file.</param>
/// <param name="Name">The names of its outer block and of itself, as the file has them.</param>
/// <param name="Result">Passed, or why not: Failed, Skipped, Inconclusive, NotRun.</param>
/// <param name="Message">The failures with their places.</param>
public sealed record PesterResult(string File, string Name, string Result, string Message)
{
    /// <summary>The test.</summary>
    public PesterTest Test => new(File, Name);
}
