using System.Net;
using EksConnector.Kubernetes.Exec;
using EksConnector.Kubernetes.Http;

namespace EksConnector.Tests.Http;

public sealed class WebSocketUpgradeTests
{
    // The key and its answer are those of RFC 6455, section 1.3.
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    private const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private static readonly ConnectionSettings s_settings = new()
    {
        Context = "admin",
        Server = new Uri("https://server.test:6443"),
        Timeout = TimeSpan.FromSeconds(1),
    };

    [Fact]
    public void An_answer_that_agrees_becomes_a_web_socket()
    {
        using ApiAnswer answer = Answer(101, "WebSocket", Accept, WebSocketUpgrade.Protocol);
        WebSocketUpgrade.Accept(answer, s_settings).SubProtocol.ShouldBe("v4.channel.k8s.io");
    }

    [Theory]
    [InlineData(200, "websocket", Accept, WebSocketUpgrade.Protocol, "200")]
    [InlineData(101, "h2c", Accept, WebSocketUpgrade.Protocol, "101")]
    [InlineData(101, "websocket", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", WebSocketUpgrade.Protocol, "another request")]
    [InlineData(101, "websocket", Accept, "channel.k8s.io", "'channel.k8s.io'")]
    [InlineData(101, "websocket", Accept, null, "none that it names")]
    public void Any_other_is_a_failure(int code, string upgrade, string accept, string? protocol, string message)
    {
        using ApiAnswer answer = Answer(code, upgrade, accept, protocol);

        EksConnectorException failure = Should.Throw<EksConnectorException>(() => WebSocketUpgrade.Accept(answer, s_settings));

        failure.ErrorId.ShouldBe(ErrorIds.InvalidResponse);
        failure.Message.ShouldContain(message);
    }

    private static ApiAnswer Answer(int code, string upgrade, string accept, string? protocol)
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

        return new ApiAnswer(response, new MemoryStream());
    }
}
