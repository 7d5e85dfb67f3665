using System.Diagnostics.CodeAnalysis;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.Errors;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// Makes calls for one operation: within the limit of time, once more with new credentials after a 401, and again after
/// faults that pass. That is done here and not in handlers, because an answer is only complete when its body has been read.
/// </summary>
/// <param name="connection">The shared connection.</param>
/// <param name="log">The operation's log.</param>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Nobody asks the semaphore for its wait handle, which is all that it would dispose of.")]
internal sealed class ApiSender(ApiConnection connection, IOperationLog log)
{
    // Each connection costs both sides a TLS handshake, more than most of the short answers. Logs, commands and watches, which go on
    // for long, have connections of their own, and so has who has waited: a server may answer some requests and let others hang. Who
    // writes decides himself how much he does at a time.
    private const int MostAtOnce = 4;
    private const int MaxRetries = 3;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_baseDelay = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim _turns = new(MostAtOnce);

    /// <summary>Makes a call of one or more requests, all within one limit.</summary>
    public async Task<T> CallAsync<T>(Func<ApiClient, RequestLimit, Task<T>> call, CancellationToken cancellationToken)
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

    /// <summary>Sends one request of a call, again after a fault that passes; short reads wait for their turn.</summary>
    public async Task<T> SendAsync<T>(
        Func<CancellationToken, Task<T>> send, RequestLimit limit, bool waitsForTurn = true, int maxRetries = MaxRetries)
    {
        TransientFault? last = null;
        for (int retries = 0; ; retries++)
        {
            bool hasTurn = waitsForTurn && await _turns.WaitAsync(s_patience, limit.Caller).ConfigureAwait(false);
            TimeSpan delay;
            try
            {
                return await send(limit.Token).ConfigureAwait(false);
            }
            catch (EksConnectorException timeout) when (last is not null && timeout.ErrorId == ErrorIds.RequestTimeout)
            {
                // What went wrong before says more than that there was no time left to repeat it.
                throw last.Failure;
            }
            catch (TransientFault fault)
            {
                last = fault;
                delay = fault.RetryAfter ?? Backoff(retries, limit.Remaining);
                if (retries == maxRetries || delay >= limit.Remaining)
                {
                    throw fault.Failure;
                }
            }
            finally
            {
                if (hasTurn)
                {
                    _turns.Release();
                }
            }

            log.Trace($"{connection.Settings.Context}: again in {delay.TotalMilliseconds:F0} ms");
            await Task.Delay(delay, limit.Caller).ConfigureAwait(false);
        }
    }

    // The time of a credential plugin does not count: it has a limit of its own.
    private async Task<T> CallOnceAsync<T>(
        Func<ApiClient, RequestLimit, Task<T>> call, Credential credential, CancellationToken cancellationToken)
    {
        using var limit = new RequestLimit(connection.Settings.Timeout, cancellationToken);
        return await call(connection.ClientOf(credential), limit).ConfigureAwait(false);
    }

    // Exponential, with jitter; half of what is left at most, so that there is time for the next attempt.
    private static TimeSpan Backoff(int retries, TimeSpan remaining)
    {
#pragma warning disable CA5394 // The jitter only spreads the load.
        TimeSpan delay = s_baseDelay * Math.Pow(2, retries) * (0.5 + Random.Shared.NextDouble());
#pragma warning restore CA5394
        return delay < remaining / 2 ? delay : remaining / 2;
    }
}
