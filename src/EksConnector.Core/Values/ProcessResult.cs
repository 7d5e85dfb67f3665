namespace EksConnector.Core;

/// <summary>The result of a program that <see cref="BoundedProcess"/> ran. The texts can contain secrets.</summary>
/// <param name="end">How the program ended.</param>
/// <param name="exitCode">The exit code; -1 if the program was stopped.</param>
/// <param name="output">The standard output.</param>
/// <param name="error">The last part of standard error.</param>
public sealed class ProcessResult(ProcessEnd end, int exitCode, string output, string error)
{
    /// <summary>How the program ended.</summary>
    public ProcessEnd End { get; } = end;

    /// <summary>The exit code; -1 if the program was stopped.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>Returns the standard output.</summary>
    /// <returns>The text, which can contain secrets.</returns>
    public string RevealOutput() => output;

    /// <summary>Returns the last part of standard error.</summary>
    /// <returns>The text, which can contain secrets.</returns>
    public string RevealError() => error;
}
