using EksConnector.Aws.Connections;
using EksConnector.Core.Aws;
using EksConnector.Core.Operations;

namespace EksConnector.Aws;

/// <summary>
/// The adapter's entry point. It names no type of the SDK, so that the SDK is loaded by the first call, not by the
/// making of the gateway.
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
