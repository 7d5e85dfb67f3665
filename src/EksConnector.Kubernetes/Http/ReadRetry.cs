using EksConnector.Kubernetes.Errors;
using Polly;
using Polly.Retry;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// Does a read again after a fault that passes. It is a class of its own so that the library behind it is loaded
/// when something first fails, and not when everything goes well.
/// </summary>
internal static class ReadRetry
{
    private const int MaxRetries = 3;
    private static readonly TimeSpan s_baseDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>Goes on after a first attempt that failed: waits, and tries up to three times more.</summary>
    public static async Task<T> GoOnAsync<T>(
        TransientFault first, Func<CancellationToken, Task<T>> again, Action<TimeSpan> onWait, CancellationToken cancellationToken)
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<TransientFault>(),
                MaxRetryAttempts = MaxRetries,
                Delay = s_baseDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as TransientFault)?.RetryAfter),
                OnRetry = arguments =>
                {
                    onWait(arguments.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        bool failedOnce = false;
        return await pipeline.ExecuteAsync(
            async token =>
            {
                if (!failedOnce)
                {
                    failedOnce = true;
                    throw first;
                }

                return await again(token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }
}
