using System.Diagnostics.CodeAnalysis;

namespace EksConnector.Aws.Connections;

/// <summary>Ends work in time, whether it obeys its token or not.</summary>
internal static class TimeLimit
{
    /// <summary>Waits for work, but not longer than it may take.</summary>
    /// <param name="work">The work. It is left to itself where it goes on after its token was cancelled.</param>
    /// <param name="limit">How long it may take; what is not more than zero has passed already.</param>
    /// <param name="translate">Makes Core's exception of what goes wrong; a limit that has passed is an <see cref="OperationCanceledException"/>.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    [SuppressMessage("Design", "CA1031", Justification = "Every exception leaves the adapter as one of Core.")]
    public static async Task<T> KeepAsync<T>(
        Func<CancellationToken, Task<T>> work, TimeSpan limit, Func<Exception, EksConnectorException> translate, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(limit > TimeSpan.Zero ? limit : TimeSpan.Zero);
        CancellationToken token = limited.Token;
        try
        {
            // Off the caller's thread: files are read, and some of the SDK's sources of credentials block.
            return await Task.Run(() => work(token), token).WaitAsync(token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e)
        {
            throw translate(e);
        }
    }
}
