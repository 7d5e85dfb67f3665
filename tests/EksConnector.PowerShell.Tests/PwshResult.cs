namespace EksConnector.PowerShell.Tests;

/// <summary>What a script left behind.</summary>
/// <param name="ExitCode">PowerShell's exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
internal sealed record PwshResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The lines of the output that are not empty.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
