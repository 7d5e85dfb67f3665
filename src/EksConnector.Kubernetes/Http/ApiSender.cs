using System.Diagnostics.CodeAnalysis;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.Errors;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// Sends the calls of one operation with a timeout, one retry with new credentials after a 401, and retries after transient
/// errors. HTTP handlers cannot do this, because a response is only complete when its body has been read.
/// </summary>
/// <param name="connection">The shared connection.</param>
/// <param name="log">The log of the operation.</param>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The wait handle of the semaphore, which is the only resource that it would release, is not used.")]
internal sealed class ApiSender(ApiConnection connection, IOperationLog log)
{
    // A TLS handshake costs more than most short responses. Logs, commands and watches are long-running and do not count; a request
    // that has waited for the time limit also gets its own connection, because a server may respond to some requests and not to others.
    // Write operations limit their own concurrency.
    private const int MaxConcurrentRequests = 4;
    private const int MaxRetries = 3;
    private static readonly TimeSpan s_slotTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_baseDelay = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim _slots = new(MaxConcurrentRequests);

    /// <summary>Performs a call of one or more requests with one timeout for all of them.</summary>
    public async Task<T> CallAsync<T>(Func<ApiClient, CallTimeout, Task<T>> call, CancellationToken cancellationToken)
    {
        CallScope.Current = new CallScope(log, cancellationToken);
        Credential credential = await connection.GetCredentialAsync(rejected: null, cancellationToken).ConfigureAwait(false);
        try
        {
            return await CallOnceAsync(call, credential, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException refusal) when (refusal.ErrorId == ErrorIds.Unauthorized)
        {
            Credential renewed = await connection.GetCredentialAsync(credential, cancellationToken).ConfigureAwait(false);
            if (ReferenceEquals(renewed, credential))
            {
                throw;
            }

            return await CallOnceAsync(call, renewed, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends one request of a call and retries it after transient errors. Short reads wait for a free slot.</summary>
    public async Task<T> SendAsync<T>(
        Func<CancellationToken, Task<T>> send, CallTimeout callTimeout, bool waitsForSlot = true, int maxRetries = MaxRetries)
    {
        TransientFault? last = null;
        for (int retries = 0; ; retries++)
        {
            bool hasSlot = waitsForSlot && await _slots.WaitAsync(s_slotTimeout, callTimeout.Caller).ConfigureAwait(false);
            TimeSpan delay;
            try
            {
                return await send(callTimeout.Token).ConfigureAwait(false);
            }
            catch (EksConnectorException timeout) when (last is not null && timeout.ErrorId == ErrorIds.RequestTimeout)
            {
                // The previous error is more useful than the timeout of the retry.
                throw last.Failure;
            }
            catch (TransientFault fault)
            {
                last = fault;
                delay = fault.RetryAfter ?? Backoff(retries, callTimeout.Remaining);
                if (retries == maxRetries || delay >= callTimeout.Remaining)
                {
                    throw fault.Failure;
                }
            }
            finally
            {
                if (hasSlot)
                {
                    _slots.Release();
                }
            }

            log.Trace($"{connection.Settings.Context}: retrying in {delay.TotalMilliseconds:F0} ms");
            await Task.Delay(delay, callTimeout.Caller).ConfigureAwait(false);
        }
    }

    // The time of a credential plugin does not count, because it has its own timeout.
    private async Task<T> CallOnceAsync<T>(
        Func<ApiClient, CallTimeout, Task<T>> call, Credential credential, CancellationToken cancellationToken)
    {
        using var callTimeout = new CallTimeout(connection.Settings.Timeout, cancellationToken);
        return await call(connection.GetClient(credential), callTimeout).ConfigureAwait(false);
    }

    // Exponential backoff with jitter, at most half of the remaining time, so that there is time for the next attempt.
    private static TimeSpan Backoff(int retries, TimeSpan remaining)
    {
#pragma warning disable CA5394 // The jitter only spreads the load.
        TimeSpan delay = s_baseDelay * Math.Pow(2, retries) * (0.5 + Random.Shared.NextDouble());
#pragma warning restore CA5394
        return delay < remaining / 2 ? delay : remaining / 2;
    }
}
