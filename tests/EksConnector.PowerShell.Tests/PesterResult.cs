namespace EksConnector.PowerShell.Tests;

/// <summary>The result of a Pester test, or of one of its cases.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Name">The names of the outer block and of the test, as in the file.</param>
/// <param name="Result">Passed, Failed, Skipped, Inconclusive, or NotRun.</param>
/// <param name="Message">The failures with their positions.</param>
public sealed record PesterResult(string File, string Name, string Result, string Message)
{
    /// <summary>The test.</summary>
    public PesterTest Test => new(File, Name);
}
