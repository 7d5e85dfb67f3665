using EksConnector.Core.Operations;

namespace EksConnector.Core.Aws;

/// <summary>The way to AWS: finds credentials and region. It keeps both for the next call; disposing of it forgets them.</summary>
public interface IAwsGateway : IDisposable
{
    /// <summary>
    /// Prepares a session: finds the region and the credentials, which may assume a role or run a process.
    /// The EKS API is not asked yet.
    /// </summary>
    /// <param name="source">Which API, and as whom.</param>
    /// <param name="log">Where requests are told.</param>
    /// <param name="cancellationToken">Cancels the preparation.</param>
    /// <returns>The session of one operation; its connections are shared and stay with the gateway.</returns>
    /// <exception cref="EksConnectorException">There are no usable credentials, or there is no region.</exception>
    Task<IAwsSession> ConnectAsync(AwsConnectionSource source, IOperationLog log, CancellationToken cancellationToken);
}
