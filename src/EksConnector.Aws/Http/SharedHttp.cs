using System.Net;
using Amazon.Runtime;
using EksConnector.Core.Operations;

namespace EksConnector.Aws.Http;

/// <summary>
/// The HTTP connections of one AWS connection: all clients of the SDK share them. It limits every answer, tells each
/// request, and reads AWS's clock from every answer.
/// </summary>
internal sealed class SharedHttp : HttpClientFactory, IDisposable
{
    // The SDK offers no way to pass something along with a call down to the HTTP client.
    private static readonly AsyncLocal<(SharedHttp Http, IOperationLog Log)?> s_flow = new();

    private readonly HttpClient _client;
    private long _clockOffsetTicks = long.MinValue;

    public SharedHttp(TimeSpan requestTimeout)
    {
        // Three attempts to connect (the SDK's retries) have to fit into the time of one call.
        TimeSpan connectTimeout = TimeSpan.FromTicks(Math.Min(TimeSpan.FromSeconds(10).Ticks, requestTimeout.Ticks / 4));
#pragma warning disable CA2000 // The client owns the handlers.
        _client = new HttpClient(new AnswerHandler(this, new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = connectTimeout,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            UseCookies = false,
        }))
        {
            Timeout = requestTimeout,
            DefaultRequestVersion = HttpVersion.Version11,
        };
#pragma warning restore CA2000
    }

    /// <summary>The connections that this flow of calls uses, for clients that the SDK makes by itself.</summary>
    public static SharedHttp? Current => s_flow.Value?.Http;

    /// <summary>Where requests of this flow of calls are told.</summary>
    public static IOperationLog? Log => s_flow.Value?.Log;

    /// <summary>How far AWS's clock is ahead of this machine's.</summary>
    public TimeSpan? ClockOffset
    {
        get
        {
            long ticks = Interlocked.Read(ref _clockOffsetTicks);
            return ticks == long.MinValue ? null : TimeSpan.FromTicks(ticks);
        }

        internal set => Interlocked.Exchange(ref _clockOffsetTicks, value!.Value.Ticks);
    }

    /// <summary>Has this flow of calls use these connections, and says where requests are told.</summary>
    public void Use(IOperationLog log) => s_flow.Value = (this, log);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _client.Dispose();
}
