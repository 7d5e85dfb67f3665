using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EksConnector.FakeCluster;

/// <summary>The web server, with one endpoint for each certificate, on free local ports.</summary>
internal sealed class KestrelListener : IAsyncDisposable
{
    private readonly WebApplication _application;

    private KestrelListener(WebApplication application, IReadOnlyList<int> ports)
    {
        _application = application;
        Ports = ports;
    }

    /// <summary>The ports, in the order of the certificates.</summary>
    public IReadOnlyList<int> Ports { get; }

    /// <summary>Starts listening. A null certificate creates an endpoint without TLS.</summary>
    public static async Task<KestrelListener> StartAsync(
        IReadOnlyList<X509Certificate2?> certificates, TimeSpan latency, RequestDelegate handler)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MinResponseDataRate = null;
            options.Limits.MaxConcurrentConnections = null;
            foreach (X509Certificate2? certificate in certificates)
            {
                options.Listen(IPAddress.Loopback, 0, endpoint =>
                {
                    endpoint.Protocols = HttpProtocols.Http1;
                    if (latency > TimeSpan.Zero)
                    {
                        // On a network, TCP takes a round trip before TLS starts, and TLS 1.3 takes one before the first request.
                        endpoint.Use(next => async connection =>
                        {
                            await Task.Delay(2 * latency, connection.ConnectionClosed).ConfigureAwait(false);
                            await next(connection).ConfigureAwait(false);
                        });
                    }

                    if (certificate is not null)
                    {
                        endpoint.UseHttps(new HttpsConnectionAdapterOptions
                        {
                            ServerCertificate = certificate,
                            ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                            CheckCertificateRevocation = false,

                            // Clients are authenticated for each request, where an invalid certificate results in 401.
                            ClientCertificateValidation = (_, _, _) => true,
                        });
                    }
                });
            }
        });
        WebApplication application = builder.Build();
        application.UseWebSockets();
        application.Run(handler);
        await application.StartAsync().ConfigureAwait(false);
        ICollection<string> addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new KestrelListener(application, [.. addresses.Select(address => new Uri(address).Port)]);
    }

    public async ValueTask DisposeAsync()
    {
        using var immediately = new CancellationTokenSource();
        await immediately.CancelAsync().ConfigureAwait(false);
        await _application.StopAsync(immediately.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    // The default lifetime would handle Ctrl+C of the process that runs the fake.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
