namespace EksConnector.Core.Kubernetes;

/// <summary>
/// A command that runs in a container. Its standard input is never opened. Disposing of it closes the connection; a command that
/// is still running then gets an error when it next writes.
/// </summary>
public interface IContainerCommand : IAsyncDisposable
{
    /// <summary>
    /// What the command writes to standard output, byte for byte. It ends with the command; a connection that breaks or stands
    /// still for longer than the time limit is an <see cref="EksConnectorException"/>.
    /// </summary>
    Stream Output { get; }

    /// <summary>Tells how the command ended, when <see cref="Output"/> has been read to its end.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The exit code and the beginning of standard error.</returns>
    Task<ContainerExit> WaitForExitAsync(CancellationToken cancellationToken);
}
