using System.Diagnostics;
using System.Text.Json;
using EksConnector.Core;
using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.Errors;
using EksConnector.Kubernetes.Json;
using EksConnector.Kubernetes.Streams;
using k8s;
using k8s.Autorest;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// The official Kubernetes client with one credential. Exceptions of the library contain the bearer token, so they are converted
/// to errors of the module. Responses are deserialized asynchronously, with size limits, into the models of Core.
/// </summary>
internal sealed class ApiClient : k8s.Kubernetes
{
    // The URL of a command in a container contains its whole script.
    private const int MaximumPathLength = 300;

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

    /// <summary>Returns the base address of requests, with a trailing slash.</summary>
    public static Uri AddressOf(ConnectionSettings settings)
    {
        string address = (NamedTls.Applies(settings) ? NamedTls.Address(settings.Server) : settings.Server).AbsoluteUri;
        return new Uri(address.EndsWith('/') ? address : address + "/");
    }

    /// <summary>Sends a request and returns a successful response as soon as its headers are received.</summary>
    /// <exception cref="TransientFault">The error is transient and the request can be retried.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        HttpResponseMessage response;
        try
        {
            response = await HttpClient.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsCanceledByCaller)
        {
            Trace(exception.GetType().Name);
            throw TransportFaults.FromSend(exception, RequestOf(message), _settings);
        }

        Trace($"{(int)response.StatusCode} {response.StatusCode}");
        if (response.IsSuccessStatusCode || (response.StatusCode == System.Net.HttpStatusCode.SwitchingProtocols && RequestOf(message).IsUpgrade))
        {
            foreach (string warning in ServerWarnings.Read(response))
            {
                CallScope.Current?.Log.Trace($"{_settings.Context}: warning from the API server: {warning}");
            }

            return response;
        }

        ApiRequest request = RequestOf(message);
        using (response)
        {
            try
            {
                throw await StatusFaults.FromResponseAsync(response, request, _settings, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException exception) when (!IsCanceledByCaller)
            {
                throw TransportFaults.FromBody(exception, request, _settings);
            }
        }

        void Trace(string outcome)
        {
            if (CallScope.Current?.Log is { IsVerbose: true } log)
            {
                string path = ShortText.Of(message.RequestUri!.PathAndQuery[BaseUri.AbsolutePath.Length..], MaximumPathLength);
                log.Trace($"{_settings.Context}: {message.Method} {TransportFaults.Address(_settings)}/{path} {outcome} {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
            }
        }
    }

    protected override Task<HttpResponseMessage> SendRequestRaw(
        string requestContent, HttpRequestMessage httpRequest, CancellationToken cancellationToken) => SendAsync(httpRequest, cancellationToken);

    /// <summary>Deserializes the response. The caller reads the response of a watch line by line.</summary>
    protected override async Task<HttpOperationResponse<T>> CreateResultAsync<T>(
        HttpRequestMessage httpRequest, HttpResponseMessage httpResponse, bool? watch, CancellationToken cancellationToken)
    {
        var result = new HttpOperationResponse<T> { Request = httpRequest, Response = httpResponse };
        if (watch == true)
        {
            return result;
        }

        try
        {
            using var body = new SizeLimitStream(
                await httpResponse.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false),
                SizeLimits.Response,
                () => TransportFaults.TooLong($"the response to {RequestOf(httpRequest).Verb} /{RequestOf(httpRequest).Path}", SizeLimits.Response, _settings));

            // The type information is looked up after the response is there, because the first lookup is slow.
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

            throw TransportFaults.FromBody(cancellationToken.IsCancellationRequested ? new TimeoutException() : exception, RequestOf(httpRequest), _settings);
        }
    }

    private ApiRequest RequestOf(HttpRequestMessage message) => ApiRequest.FromMessage(message, BaseUri);

    private static bool IsCanceledByCaller => CallScope.Current?.Caller.IsCancellationRequested == true;

    // SslCaCerts and SkipTlsVerify stay unset: their validation callback would replace ours and does not check the host name.
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
