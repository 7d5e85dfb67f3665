using EksConnector.Core.Operations;

namespace EksConnector.Core.Aws;

/// <summary>The gateway to AWS: finds the credentials and the Region and caches them for the next call until it is disposed of.</summary>
public interface IAwsGateway : IDisposable
{
    /// <summary>
    /// Creates a session: finds the Region and the credentials, which may assume a role or run a process. Does not call the EKS API.
    /// </summary>
    /// <param name="source">The connection settings.</param>
    /// <param name="log">The log for trace messages.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The session of one operation. Its connections are shared and owned by the gateway.</returns>
    /// <exception cref="EksConnectorException">No valid credentials or no Region were found.</exception>
    Task<IAwsSession> ConnectAsync(AwsConnectionSource source, IOperationLog log, CancellationToken cancellationToken);
}
