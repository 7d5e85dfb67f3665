using System.Diagnostics.CodeAnalysis;

namespace EksConnector.Aws.Http;

/// <summary>Enforces a timeout, even on work that ignores its cancellation token.</summary>
internal static class TimeLimit
{
    private static readonly AsyncLocal<CancellationToken> s_current = new();

    /// <summary>The token of the current work, for code that the SDK calls without a token.</summary>
    public static CancellationToken CurrentToken => s_current.Value;

    /// <summary>Runs work and waits for it until the timeout.</summary>
    /// <param name="work">The work. It is abandoned if it continues after cancellation.</param>
    /// <param name="limit">The timeout; zero or less means that it has already elapsed.</param>
    /// <param name="translate">The function that translates exceptions; a timeout is an <see cref="OperationCanceledException"/>.</param>
    /// <param name="cancellationToken">A token that cancels the work.</param>
    [SuppressMessage("Design", "CA1031", Justification = "Every exception is translated.")]
    public static async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> work, TimeSpan limit, Func<Exception, EksConnectorException> translate, CancellationToken cancellationToken)
    {
        using var timeoutSource = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeoutSource.CancelAfter(limit > TimeSpan.Zero ? limit : TimeSpan.Zero);
        CancellationToken token = timeoutSource.Token;
        try
        {
            // Run on the thread pool, because files are read and some credential sources of the SDK block.
            return await Task.Run(RunWorkAsync, token).WaitAsync(token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e)
        {
            throw translate(e);
        }

        Task<T> RunWorkAsync()
        {
            s_current.Value = token;
            return work(token);
        }
    }
}
