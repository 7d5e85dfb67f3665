namespace EksConnector.Core.Kubernetes;

/// <summary>
/// A command that runs in a container. Its standard input is never opened. Disposing of the command closes the connection; if the
/// command is still running, its next write fails.
/// </summary>
public interface IContainerCommand : IAsyncDisposable
{
    /// <summary>
    /// The standard output of the command, byte for byte. It ends with the command. If the connection is lost or inactive for longer
    /// than the timeout, an <see cref="EksConnectorException"/> is thrown.
    /// </summary>
    Stream Output { get; }

    /// <summary>Returns the result of the command after <see cref="Output"/> has been read to the end.</summary>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    /// <returns>The exit code and the beginning of standard error.</returns>
    Task<ContainerExit> WaitForExitAsync(CancellationToken cancellationToken);
}
