using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.Errors;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// Sends requests for one operation, reads and such writes as may be repeated: with limits of time, once more with new credentials after a 401, and again
/// after faults that pass. It tells each request to the operation's log, never a header or a body.
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
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turns = new(MostAtOnce);

    private const int MaxRetries = 3;
    private static readonly TimeSpan s_baseDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>Sends a request and parses the answer's body as it comes; both are done again after a fault that passes.</summary>
    public async Task<T> ReadAsync<T>(ApiRequest request, Func<JsonTypeInfo<T>> json, CancellationToken cancellationToken)
    {
        using var limit = new RequestLimit(connection.Settings.Timeout, cancellationToken);
        return await ReadAsync(request, json, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As the other, within the limit of a call that sends several requests.</summary>
    public Task<T> ReadAsync<T>(ApiRequest request, Func<JsonTypeInfo<T>> json, RequestLimit limit, CancellationToken cancellationToken) =>
        RepeatAsync(() => AttemptAsync(request, json, limit, cancellationToken), limit, cancellationToken);

    /// <summary>Sends a read whose answer goes on for long; its body may be silent for a time of its own.</summary>
    public async Task<ApiAnswer> OpenAsync(ApiRequest request, TimeSpan silence, CancellationToken cancellationToken)
    {
        try
        {
            using var limit = new RequestLimit(connection.Settings.Timeout, cancellationToken);
            return await SendAsync(request, silence, limit, cancellationToken).ConfigureAwait(false);
        }
        catch (TransientFault fault)
        {
            throw fault.Failure;
        }
    }

    /// <summary>As <see cref="OpenAsync"/>, and again after a fault that passes, as long as there is no answer.</summary>
    public async Task<ApiAnswer> OpenRepeatedlyAsync(ApiRequest request, TimeSpan silence, CancellationToken cancellationToken)
    {
        using var limit = new RequestLimit(connection.Settings.Timeout, cancellationToken);
        return await RepeatAsync(() => SendAsync(request, silence, limit, cancellationToken), limit, cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> RepeatAsync<T>(Func<Task<T>> attempt, RequestLimit limit, CancellationToken cancellationToken)
    {
        for (int retries = 0; ; retries++)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (TransientFault fault)
            {
                TimeSpan delay = fault.RetryAfter ?? Backoff(retries, limit.Remaining);
                if (retries == MaxRetries || delay >= limit.Remaining)
                {
                    throw fault.Failure;
                }

                log.Trace($"{connection.Settings.Context}: again in {delay.TotalMilliseconds:F0} ms");
                await Task.Delay(delay, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Exponential, with jitter; half of what is left at most, so that there is time for the next attempt.
    private static TimeSpan Backoff(int retries, TimeSpan remaining)
    {
#pragma warning disable CA5394 // The jitter only spreads the load.
        TimeSpan delay = s_baseDelay * Math.Pow(2, retries) * (0.5 + Random.Shared.NextDouble());
#pragma warning restore CA5394
        return delay < remaining / 2 ? delay : remaining / 2;
    }

    private async Task<T> AttemptAsync<T>(
        ApiRequest request, Func<JsonTypeInfo<T>> json, RequestLimit limit, CancellationToken cancellationToken)
    {
        bool hasTurn = !request.IsWrite && await _turns.WaitAsync(s_patience, cancellationToken).ConfigureAwait(false);
        try
        {
            using ApiAnswer answer = await SendAsync(request, Timeout.InfiniteTimeSpan, limit, cancellationToken).ConfigureAwait(false);
            using var body = new SizeLimitStream(
                answer.Body, AnswerSizes.Answer, () => TransportFaults.TooLong($"the answer to {request.Verb} /{request.Path}", AnswerSizes.Answer, connection.Settings));
            try
            {
                return await JsonSerializer.DeserializeAsync(body, json(), limit.Token).ConfigureAwait(false)
                    ?? throw new JsonException("null");
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not EksConnectorException)
            {
                throw TransportFaults.FromBody(limit.Token.IsCancellationRequested ? new TimeoutException() : exception, request, connection.Settings);
            }
        }
        finally
        {
            if (hasTurn)
            {
                _turns.Release();
            }
        }
    }

    private async Task<ApiAnswer> SendAsync(ApiRequest request, TimeSpan silence, RequestLimit limit, CancellationToken cancellationToken)
    {
        Credential credential = await connection.GetCredentialAsync(rejected: null, log, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = await SendOnceAsync(request, credential, limit, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Unauthorized && await RenewAsync(credential, response, cancellationToken).ConfigureAwait(false) is { } renewed)
        {
            limit.Restart();
            response = await SendOnceAsync(request, renewed, limit, cancellationToken).ConfigureAwait(false);
        }

        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        if (request.IsUpgrade && response.StatusCode == HttpStatusCode.SwitchingProtocols)
        {
            return new ApiAnswer(response, body);
        }

        if (response.IsSuccessStatusCode)
        {
            foreach (string warning in ServerWarnings.Of(response))
            {
                log.Trace($"{connection.Settings.Context}: the API server warns: {warning}");
            }

            return new ApiAnswer(response, silence == Timeout.InfiniteTimeSpan ? body : new SilenceLimitStream(body, silence));
        }

        using var answer = new ApiAnswer(response, body);
        try
        {
            throw await StatusFaults.FromAnswerAsync(answer, request, connection.Settings, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw TransportFaults.FromBody(exception, request, connection.Settings);
        }
    }

    // Another credential than the one that was refused, where there is one; the refusal is then of no more interest.
    private async Task<Credential?> RenewAsync(Credential refused, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Credential? renewed = null;
        try
        {
            renewed = await connection.GetCredentialAsync(refused, log, cancellationToken).ConfigureAwait(false);
            return ReferenceEquals(renewed, refused) ? null : renewed;
        }
        finally
        {
            if (!ReferenceEquals(renewed, refused))
            {
                response.Dispose();
            }
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        ApiRequest request, Credential credential, RequestLimit limit, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            HttpResponseMessage response = await connection.SendAsync(request, credential, limit.Token).ConfigureAwait(false);
            Tell($"{(int)response.StatusCode} ({response.StatusCode})");
            return response;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Tell(exception.GetType().Name);
            throw TransportFaults.FromSend(exception, request, connection.Settings);
        }

        void Tell(string outcome) =>
            log.Trace($"{connection.Settings.Context}: {request.Method} {connection.Settings.Server.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{request.Path} {outcome} {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
    }
}
