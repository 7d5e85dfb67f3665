using System.Net.Security;
using EksConnector.Kubernetes.Api;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// TLS for <c>tls-server-name</c>. SocketsHttpHandler takes the server name from the address or the Host header, which must not
/// change, as in client-go. For a ws address the handler connects without TLS, also through any proxy tunnel; TLS is then added
/// here.
/// </summary>
internal static class NamedTls
{
    /// <summary>Returns whether the server certificate must contain a name other than the host in the address.</summary>
    public static bool Applies(ConnectionSettings settings) =>
        !string.IsNullOrEmpty(settings.TlsServerName) && settings.Server.Scheme == Uri.UriSchemeHttps;

    /// <summary>Returns the address that the handler connects to.</summary>
    public static Uri Address(Uri server) => new UriBuilder(server) { Scheme = Uri.UriSchemeWs, Port = server.Port }.Uri;

    /// <summary>Returns the Host header without the default port of HTTPS.</summary>
    public static string? HostHeader(Uri server) =>
        !server.IsDefaultPort ? null : server.HostNameType == UriHostNameType.IPv6 ? server.Host : server.IdnHost;

    /// <summary>Adds TLS to a connection to the server. A connection to a proxy is not changed until the tunnel is established.</summary>
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
