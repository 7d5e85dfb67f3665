namespace EksConnector.Core.Kubernetes;

/// <summary>The result of a command in a container.</summary>
/// <param name="ExitCode">The exit code, 0 to 255; -1 if the command could not be started.</param>
/// <param name="Error">The beginning of standard error, or the reason why the command could not be started; redacted.</param>
public sealed record ContainerExit(int ExitCode, string Error);
