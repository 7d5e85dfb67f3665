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

    /// <summary>Sends a request and parses the answer's body as it comes; both are done again after a fault that passes.</summary>
    public Task<T> ReadAsync<T>(ApiRequest request, Func<JsonTypeInfo<T>> json, CancellationToken cancellationToken) =>
        RepeatAsync(token => AttemptAsync(request, json, token), cancellationToken);

    /// <summary>Sends a read whose answer goes on for long; its body may be silent for a time of its own.</summary>
    public async Task<ApiAnswer> OpenAsync(ApiRequest request, TimeSpan silence, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(request, silence, cancellationToken).ConfigureAwait(false);
        }
        catch (TransientFault fault)
        {
            throw fault.Failure;
        }
    }

    /// <summary>As <see cref="OpenAsync"/>, and again after a fault that passes, as long as there is no answer.</summary>
    public Task<ApiAnswer> OpenRepeatedlyAsync(ApiRequest request, TimeSpan silence, CancellationToken cancellationToken) =>
        RepeatAsync(token => SendAsync(request, silence, token), cancellationToken);

    private async Task<T> RepeatAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                return await attempt(cancellationToken).ConfigureAwait(false);
            }
            catch (TransientFault fault)
            {
                return await ReadRetry.GoOnAsync(
                    fault,
                    attempt,
                    delay => log.Trace($"{connection.Settings.Context}: again in {delay.TotalMilliseconds:F0} ms"),
                    cancellationToken).ConfigureAwait(false);
            }
        }
        catch (TransientFault fault)
        {
            throw fault.Failure;
        }
    }

    private async Task<T> AttemptAsync<T>(ApiRequest request, Func<JsonTypeInfo<T>> json, CancellationToken cancellationToken)
    {
        bool hasTurn = !request.IsWrite && await _turns.WaitAsync(s_patience, cancellationToken).ConfigureAwait(false);
        try
        {
            using ApiAnswer answer = await SendAsync(request, connection.Settings.Timeout, cancellationToken).ConfigureAwait(false);
            try
            {
                return await JsonSerializer.DeserializeAsync(answer.Body, json(), cancellationToken).ConfigureAwait(false)
                    ?? throw new JsonException("null");
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not EksConnectorException)
            {
                throw TransportFaults.FromBody(exception, request, connection.Settings);
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

    private async Task<ApiAnswer> SendAsync(ApiRequest request, TimeSpan silence, CancellationToken cancellationToken)
    {
        Credential credential = await connection.GetCredentialAsync(rejected: null, log, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = await SendOnceAsync(request, credential, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Unauthorized && await RenewAsync(credential, response, cancellationToken).ConfigureAwait(false) is { } renewed)
        {
            response = await SendOnceAsync(request, renewed, cancellationToken).ConfigureAwait(false);
        }

        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        if (request.IsUpgrade && response.StatusCode == HttpStatusCode.SwitchingProtocols)
        {
            return new ApiAnswer(response, body);
        }

        // An error's body has the usual limit, also where the answer itself may be silent for long.
        var answer = new ApiAnswer(response, new SilenceLimitStream(body, response.IsSuccessStatusCode ? silence : connection.Settings.Timeout));
        if (response.IsSuccessStatusCode)
        {
            foreach (string warning in ServerWarnings.Of(response))
            {
                log.Trace($"{connection.Settings.Context}: the API server warns: {warning}");
            }

            return answer;
        }

        using (answer)
        {
            throw await StatusFaults.FromAnswerAsync(answer, request, connection.Settings, cancellationToken).ConfigureAwait(false);
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

    private async Task<HttpResponseMessage> SendOnceAsync(ApiRequest request, Credential credential, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(connection.Settings.Timeout);
        try
        {
            HttpResponseMessage response = await connection.SendAsync(request, credential, limit.Token).ConfigureAwait(false);
            Tell($"{(int)response.StatusCode} {response.ReasonPhrase}");
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
