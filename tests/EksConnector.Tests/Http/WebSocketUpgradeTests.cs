using System.Net;
using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Exec;

namespace EksConnector.Tests.Http;

public sealed class WebSocketUpgradeTests
{
    // The key and the accept value are those of RFC 6455, section 1.3.
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    private const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private static readonly ConnectionSettings s_settings = new()
    {
        Context = "admin",
        Server = new Uri("https://server.test:6443"),
        Timeout = TimeSpan.FromSeconds(1),
    };

    [Fact]
    public void An_accepted_upgrade_becomes_a_WebSocket()
    {
        using HttpResponseMessage answer = Answer(101, "WebSocket", Accept, ApiRequest.ExecProtocol);
        WebSocketUpgrade.Accept(answer, new MemoryStream(), s_settings).SubProtocol.ShouldBe("v4.channel.k8s.io");
    }

    [Theory]
    [InlineData(200, "websocket", Accept, ApiRequest.ExecProtocol, "200")]
    [InlineData(101, "h2c", Accept, ApiRequest.ExecProtocol, "101")]
    [InlineData(101, "websocket", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", ApiRequest.ExecProtocol, "another request")]
    [InlineData(101, "websocket", Accept, "channel.k8s.io", "'channel.k8s.io'")]
    [InlineData(101, "websocket", Accept, null, "no protocol")]
    public void Any_other_exit_is_a_failure(int code, string upgrade, string accept, string? protocol, string message)
    {
        using HttpResponseMessage answer = Answer(code, upgrade, accept, protocol);

        EksConnectorException failure = Should.Throw<EksConnectorException>(() => WebSocketUpgrade.Accept(answer, Stream.Null, s_settings));

        failure.ErrorId.ShouldBe(ErrorIds.InvalidResponse);
        failure.Message.ShouldContain(message);
    }

    private static HttpResponseMessage Answer(int code, string upgrade, string accept, string? protocol)
    {
        var request = new HttpRequestMessage();
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", Key);
        var response = new HttpResponseMessage((HttpStatusCode)code) { RequestMessage = request };
        response.Headers.TryAddWithoutValidation("Upgrade", upgrade);
        response.Headers.TryAddWithoutValidation("Sec-WebSocket-Accept", accept);
        if (protocol is not null)
        {
            response.Headers.TryAddWithoutValidation("Sec-WebSocket-Protocol", protocol);
        }

        return response;
    }
}
