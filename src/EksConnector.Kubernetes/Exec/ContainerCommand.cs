using System.Buffers;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Kubernetes.Exec;

/// <summary>A command in a container that is connected through a WebSocket.</summary>
/// <param name="output">The standard output, which also provides the exit status.</param>
/// <param name="response">The response whose connection was upgraded to the WebSocket.</param>
internal sealed class ContainerCommand(CommandOutput output, IDisposable response) : IContainerCommand
{
    private const int DiscardBytes = 64 * 1024;

    public Stream Output => output;

    public async Task<ContainerExit> WaitForExitAsync(CancellationToken cancellationToken)
    {
        if (output.Exit is { } known)
        {
            return known;
        }

        // The exit status follows the output, so unread output is discarded.
        byte[] discarded = ArrayPool<byte>.Shared.Rent(DiscardBytes);
        try
        {
            while (await output.ReadAsync(discarded, cancellationToken).ConfigureAwait(false) > 0)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(discarded);
        }

        return output.Exit!;
    }

    public async ValueTask DisposeAsync()
    {
        await output.DisposeAsync().ConfigureAwait(false);
        response.Dispose();
    }
}
