using System.Diagnostics;
using System.Globalization;
using System.Net;
using Amazon.Runtime;
using EksConnector.Core.Operations;

namespace EksConnector.Aws.Pipeline;

/// <summary>
/// The HTTP connections of one AWS connection: its EKS, SSM and STS clients share them. It tells each request, and
/// reads AWS's clock from every answer.
/// </summary>
internal sealed class SharedHttp : HttpClientFactory, IDisposable
{
    // The SDK offers no way to pass something along with a call down to the HTTP client.
    private static readonly AsyncLocal<IOperationLog?> s_log = new();

    private readonly HttpClient _client;
    private long _clockOffsetTicks = long.MinValue;

    public SharedHttp(TimeSpan requestTimeout)
    {
        // Three attempts to connect (the SDK's retries) have to fit into the time of one call.
        TimeSpan connectTimeout = TimeSpan.FromTicks(Math.Min(TimeSpan.FromSeconds(10).Ticks, requestTimeout.Ticks / 4));
#pragma warning disable CA2000 // The client owns the handlers.
        _client = new HttpClient(new Observer(this, new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = connectTimeout,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        }))
        {
            Timeout = requestTimeout,
            DefaultRequestVersion = HttpVersion.Version11,
        };
#pragma warning restore CA2000
    }

    /// <summary>How far AWS's clock is ahead of this machine's.</summary>
    public TimeSpan? ClockOffset
    {
        get
        {
            long ticks = Interlocked.Read(ref _clockOffsetTicks);
            return ticks == long.MinValue ? null : TimeSpan.FromTicks(ticks);
        }
    }

    /// <summary>Says where requests are told from here on, in this flow of calls.</summary>
    public static void TellTo(IOperationLog log) => s_log.Value = log;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _client.Dispose();

    private sealed class Observer : DelegatingHandler
    {
        private readonly SharedHttp _owner;

        public Observer(SharedHttp owner, HttpMessageHandler inner)
            : base(inner) => _owner = owner;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            long start = Stopwatch.GetTimestamp();
            string outcome = "no answer";
            try
            {
                HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                outcome = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
                if (response.Headers.Date is { } date)
                {
                    Interlocked.Exchange(ref _owner._clockOffsetTicks, (date - DateTimeOffset.UtcNow).Ticks);
                }

                return response;
            }
            finally
            {
                // Host and path only: the query of a presigned address is secret.
                s_log.Value?.Trace(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{request.Method} {request.RequestUri?.GetLeftPart(UriPartial.Path)}: {outcome}, {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms"));
            }
        }
    }
}
