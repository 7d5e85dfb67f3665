using System.Net;
using Amazon.Runtime;
using EksConnector.Core.Operations;

namespace EksConnector.Aws.Http;

/// <summary>
/// The HTTP connections of one AWS connection, which all clients of the SDK share. Limits the size of responses, writes a trace
/// message for each request, and reads the clock of AWS from every response.
/// </summary>
internal sealed class SharedHttp : HttpClientFactory, IDisposable
{
    // The SDK cannot pass context from a call to the HTTP client.
    private static readonly AsyncLocal<(SharedHttp Http, IOperationLog Log)?> s_context = new();

    private readonly HttpClient _client;
    private long _clockOffsetTicks = long.MinValue;

    public SharedHttp(TimeSpan requestTimeout)
    {
        // Three connection attempts (the SDK retries) must fit into the timeout of one call.
        TimeSpan connectTimeout = TimeSpan.FromTicks(Math.Min(TimeSpan.FromSeconds(10).Ticks, requestTimeout.Ticks / 4));
#pragma warning disable CA2000 // The client owns the handlers.
        _client = new HttpClient(new ResponseHandler(this, new SocketsHttpHandler
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

    /// <summary>The connections of the current asynchronous flow, for clients that the SDK creates itself.</summary>
    public static SharedHttp? Current => s_context.Value?.Http;

    /// <summary>The log of the current asynchronous flow.</summary>
    public static IOperationLog? Log => s_context.Value?.Log;

    /// <summary>The difference between the clock of AWS and the clock of this computer; positive if the clock of AWS is ahead.</summary>
    public TimeSpan? ClockOffset
    {
        get
        {
            long ticks = Interlocked.Read(ref _clockOffsetTicks);
            return ticks == long.MinValue ? null : TimeSpan.FromTicks(ticks);
        }

        internal set => Interlocked.Exchange(ref _clockOffsetTicks, value!.Value.Ticks);
    }

    /// <summary>Sets the connections and the log for the current asynchronous flow.</summary>
    public void SetCurrent(IOperationLog log) => s_context.Value = (this, log);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _client.Dispose();
}
