using System.Net.Security;
using EksConnector.Kubernetes.Api;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// TLS for <c>tls-server-name</c>. SocketsHttpHandler always takes the server name from the address or the Host header, and
/// client-go changes neither. A ws address makes a connection without TLS of its own, also through a tunnel of any kind of
/// proxy; the TLS is then added here.
/// </summary>
internal static class NamedTls
{
    /// <summary>Whether the server's certificate must have another name than the address's host.</summary>
    public static bool Applies(ConnectionSettings settings) =>
        !string.IsNullOrEmpty(settings.TlsServerName) && settings.Server.Scheme == Uri.UriSchemeHttps;

    /// <summary>Gets the address that the handler connects to.</summary>
    public static Uri Address(Uri server) => new UriBuilder(server) { Scheme = Uri.UriSchemeWs, Port = server.Port }.Uri;

    /// <summary>Gets the Host header: a port that is the default of https is left out.</summary>
    public static string? HostHeader(Uri server) =>
        !server.IsDefaultPort ? null : server.HostNameType == UriHostNameType.IPv6 ? server.Host : server.IdnHost;

    /// <summary>Adds TLS to a connection to the server; a connection to a proxy stays as it is until the tunnel is there.</summary>
    public static async ValueTask<Stream> AuthenticateAsync(
        SocketsHttpPlaintextStreamFilterContext context, SslClientAuthenticationOptions options, CancellationToken cancellationToken)
    {
        if (context.InitialRequestMessage.Method == HttpMethod.Connect)
        {
            return context.PlaintextStream;
        }

        var tls = new SslStream(context.PlaintextStream);
        try
        {
            await tls.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
