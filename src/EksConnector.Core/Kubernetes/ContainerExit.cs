namespace EksConnector.Core.Kubernetes;

/// <summary>How a command in a container ended.</summary>
/// <param name="ExitCode">Its exit code, 0 to 255; -1 where it could not be started.</param>
/// <param name="Error">The beginning of what it wrote to standard error, or why it could not be started; redacted.</param>
public sealed record ContainerExit(int ExitCode, string Error);
