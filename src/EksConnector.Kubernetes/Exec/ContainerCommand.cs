using System.Buffers;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Kubernetes.Exec;

/// <summary>A command that runs in a container, over a WebSocket.</summary>
/// <param name="output">Its standard output, from which its end is learned too.</param>
/// <param name="answer">The answer whose connection became the WebSocket.</param>
internal sealed class ContainerCommand(CommandOutput output, IDisposable answer) : IContainerCommand
{
    private const int DiscardBytes = 64 * 1024;

    public Stream Output => output;

    public async Task<ContainerExit> WaitForExitAsync(CancellationToken cancellationToken)
    {
        if (output.Exit is { } known)
        {
            return known;
        }

        // What nobody wants to read stands before the command's end.
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
        answer.Dispose();
    }
}
