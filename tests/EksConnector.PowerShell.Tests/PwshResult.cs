namespace EksConnector.PowerShell.Tests;

/// <summary>The result of a script.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">The standard output.</param>
/// <param name="Errors">The standard error.</param>
internal sealed record PwshResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The lines of the output that are not empty.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
