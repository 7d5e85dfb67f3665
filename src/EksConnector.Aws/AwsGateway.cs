using EksConnector.Aws.Connections;
using EksConnector.Core.Aws;
using EksConnector.Core.Operations;

namespace EksConnector.Aws;

/// <summary>
/// The entry point of the AWS adapter. It references no types of the SDK, so that the SDK is loaded by the first call and not when
/// the gateway is created.
/// </summary>
public sealed class AwsGateway : IAwsGateway
{
    private readonly ConnectionCache _connections = new(TimeProvider.System);

    /// <inheritdoc/>
    public async Task<IAwsSession> ConnectAsync(
        AwsConnectionSource source, IOperationLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(log);
        cancellationToken.ThrowIfCancellationRequested();
        return new AwsSession(await _connections.GetAsync(source, log, cancellationToken).ConfigureAwait(false), log);
    }

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();
}
