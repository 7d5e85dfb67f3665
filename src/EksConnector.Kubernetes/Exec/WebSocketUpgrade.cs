using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using EksConnector.Core;
using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Errors;

namespace EksConnector.Kubernetes.Exec;

/// <summary>
/// Upgrades the connection of a request to a WebSocket (RFC 6455). It uses a normal request instead of
/// <see cref="ClientWebSocket"/>, which hides the response body that explains why the upgrade was rejected.
/// </summary>
internal static class WebSocketUpgrade
{
    private const int MaximumProtocolLength = 100;
    private const string KeyHeader = "Sec-WebSocket-Key";
    private const string ProtocolHeader = "Sec-WebSocket-Protocol";
    private const string AcceptGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    // Proxies and load balancers close connections that are idle for about a minute.
    private static readonly TimeSpan s_keepAlive = TimeSpan.FromSeconds(20);

    /// <summary>Adds the headers of the upgrade to a request.</summary>
    public static HttpRequestMessage AddHeaders(HttpRequestMessage message)
    {
        message.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        message.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        message.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        message.Headers.TryAddWithoutValidation(KeyHeader, Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)));
        message.Headers.TryAddWithoutValidation(ProtocolHeader, ApiRequest.ExecProtocol);
        return message;
    }

    /// <summary>Creates a WebSocket from the connection of a successful upgrade response.</summary>
    public static WebSocket Accept(HttpResponseMessage response, Stream connection, ConnectionSettings settings)
    {
        if (Problem(response) is { } problem)
        {
            throw TransportFaults.UnexpectedResponse(problem, settings, new WebSocketException(WebSocketError.NotAWebSocket));
        }

        return WebSocket.CreateFromStream(
            connection, new WebSocketCreationOptions { IsServer = false, SubProtocol = ApiRequest.ExecProtocol, KeepAliveInterval = s_keepAlive });
    }

    private static string? Problem(HttpResponseMessage response)
    {
        bool isWebSocket = string.Equals(Value(response.Headers, "Upgrade"), "websocket", StringComparison.OrdinalIgnoreCase);
        if (response.StatusCode != HttpStatusCode.SwitchingProtocols || !isWebSocket)
        {
            return $"the WebSocket request returned {(int)response.StatusCode} ({response.StatusCode})";
        }

        string? key = Value(response.RequestMessage!.Headers, KeyHeader);
        if (Value(response.Headers, "Sec-WebSocket-Accept") != AcceptOf(key!))
        {
            return "the response to the WebSocket request belongs to another request";
        }

        string? protocol = Value(response.Headers, ProtocolHeader);
        return protocol == ApiRequest.ExecProtocol
            ? null
            : $"the server does not support the protocol {ApiRequest.ExecProtocol} for commands in containers, and uses {(string.IsNullOrEmpty(protocol) ? "no protocol" : $"'{OutsideText.Line(protocol, MaximumProtocolLength)}'")}";
    }

    private static string AcceptOf(string key)
    {
#pragma warning disable CA5350 // RFC 6455 requires SHA-1. It only matches the response to the request and protects nothing.
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + AcceptGuid)));
#pragma warning restore CA5350
    }

    private static string? Value(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out HeaderStringValues values) ? values.ToString().Trim() : null;
}
