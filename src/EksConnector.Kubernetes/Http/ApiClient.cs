using System.Diagnostics;
using System.Text.Json;
using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.Errors;
using EksConnector.Kubernetes.Json;
using EksConnector.Kubernetes.Streams;
using k8s;
using k8s.Autorest;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// The official client with one credential. Its requests fail with the failures of Core: the library's exceptions carry the
/// bearer token. Answers are read asynchronously and within limits, into Core's models.
/// </summary>
internal sealed class ApiClient : k8s.Kubernetes
{
    private static readonly string s_userAgent = $"EksConnector/{typeof(ApiClient).Assembly.GetName().Version?.ToString(3)}";

    private readonly ConnectionSettings _settings;

    public ApiClient(ConnectionSettings settings, Credential credential)
        : base(Configuration(settings, credential))
    {
        _settings = settings;
        var headers = HttpClient.DefaultRequestHeaders;
        headers.TryAddWithoutValidation("Accept", "application/json");
        headers.Authorization = credential.Authorization;
        headers.Host = NamedTls.Applies(settings) ? NamedTls.HostHeader(settings.Server) : null;
        foreach ((string name, string value) in settings.ImpersonationHeaders)
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>The address that requests are sent to, with a slash at its end.</summary>
    public static Uri AddressOf(ConnectionSettings settings)
    {
        string address = (NamedTls.Applies(settings) ? NamedTls.Address(settings.Server) : settings.Server).AbsoluteUri;
        return new Uri(address.EndsWith('/') ? address : address + "/");
    }

    /// <summary>Sends a request and returns the answer as soon as its headers are there, if it is no refusal.</summary>
    /// <exception cref="TransientFault">The request may succeed if it is repeated.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        ApiRequest request = ApiRequest.Of(message, BaseUri);
        long start = Stopwatch.GetTimestamp();
        HttpResponseMessage response;
        try
        {
            response = await HttpClient.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsCanceledByCaller)
        {
            Trace(exception.GetType().Name);
            throw TransportFaults.FromSend(exception, request, _settings);
        }

        Trace($"{(int)response.StatusCode} {response.StatusCode}");
        if (response.IsSuccessStatusCode || (request.IsUpgrade && response.StatusCode == System.Net.HttpStatusCode.SwitchingProtocols))
        {
            foreach (string warning in ServerWarnings.Of(response))
            {
                CallScope.Current?.Log.Trace($"{_settings.Context}: the API server warns: {warning}");
            }

            return response;
        }

        using (response)
        {
            try
            {
                throw await StatusFaults.FromAnswerAsync(response, request, _settings, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException exception) when (!IsCanceledByCaller)
            {
                throw TransportFaults.FromBody(exception, request, _settings);
            }
        }

        void Trace(string outcome) => CallScope.Current?.Log.Trace(
            $"{_settings.Context}: {message.Method} {TransportFaults.Address(_settings)}/{message.RequestUri!.PathAndQuery[BaseUri.AbsolutePath.Length..]} {outcome} {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
    }

    protected override Task<HttpResponseMessage> SendRequestRaw(
        string requestContent, HttpRequestMessage httpRequest, CancellationToken cancellationToken) => SendAsync(httpRequest, cancellationToken);

    /// <summary>Reads the answer; that to a watch is left to the caller, who reads it line by line.</summary>
    protected override async Task<HttpOperationResponse<T>> CreateResultAsync<T>(
        HttpRequestMessage httpRequest, HttpResponseMessage httpResponse, bool? watch, CancellationToken cancellationToken)
    {
        var result = new HttpOperationResponse<T> { Request = httpRequest, Response = httpResponse };
        if (watch == true)
        {
            return result;
        }

        ApiRequest request = ApiRequest.Of(httpRequest, BaseUri);
        try
        {
            using var body = new SizeLimitStream(
                await httpResponse.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false),
                AnswerSizes.Answer,
                () => TransportFaults.TooLong($"the response to {request.Verb} /{request.Path}", AnswerSizes.Answer, _settings));

            // How the object is read is looked up when it is there: the first time this takes long.
            result.Body = await JsonSerializer.DeserializeAsync(body, ModelJson.TypeInfo<T>(), cancellationToken).ConfigureAwait(false)
                ?? throw new JsonException("null");
            return result;
        }
        catch (Exception exception)
        {
            result.Dispose();
            if (IsCanceledByCaller)
            {
                throw;
            }

            throw TransportFaults.FromBody(cancellationToken.IsCancellationRequested ? new TimeoutException() : exception, request, _settings);
        }
    }

    private static bool IsCanceledByCaller => CallScope.Current?.Caller.IsCancellationRequested == true;

    // SslCaCerts and SkipTlsVerify stay unset: their callback would replace ours, and does not check the name.
    private static KubernetesClientConfiguration Configuration(ConnectionSettings settings, Credential credential)
    {
        var configuration = new KubernetesClientConfiguration
        {
            Host = AddressOf(settings).AbsoluteUri,
            UserAgent = s_userAgent,
            DisableHttp2 = true,
            HttpClientTimeout = Timeout.InfiniteTimeSpan,
            FirstMessageHandlerSetup = handler => HandlerSetup.Apply(handler, settings, credential),
        };
        configuration.AddJsonOptions(options => options.TypeInfoResolverChain.Insert(0, ModelJson.Default));
        return configuration;
    }
}
