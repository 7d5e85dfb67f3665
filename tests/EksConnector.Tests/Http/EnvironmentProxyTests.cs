using EksConnector.Kubernetes.Http;

namespace EksConnector.Tests.Http;

/// <summary>The proxy variables have the same rules as in kubectl.</summary>
public sealed class EnvironmentProxyTests
{
    [Theory]
    [InlineData("https://api.example.com:6443", null, "http://proxy:3128/")]
    [InlineData("https://127.0.0.1:6443", null, null)]
    [InlineData("https://localhost:6443", null, null)]
    [InlineData("https://[::1]:6443", null, null)]
    [InlineData("https://10.1.2.3:6443", "10.0.0.0/8", null)]
    [InlineData("https://11.1.2.3:6443", "10.0.0.0/8", "http://proxy:3128/")]
    [InlineData("https://10.1.2.3:6443", "192.168.0.1, 10.1.2.3", null)]
    [InlineData("https://api.example.com", "example.com", null)]
    [InlineData("https://example.com", "example.com", null)]
    [InlineData("https://example.com", ".example.com", "http://proxy:3128/")]
    [InlineData("https://api.example.com", "*.example.com", null)]
    [InlineData("https://notexample.com", "example.com", "http://proxy:3128/")]
    [InlineData("https://api.example.com:6443", "api.example.com:6443", null)]
    [InlineData("https://api.example.com:6443", "api.example.com:443", "http://proxy:3128/")]
    [InlineData("https://api.example.com", "*", null)]
    public void Uses_the_same_proxy_as_kubectl(string server, string? noProxy, string? proxy)
    {
        Uri? found = EnvironmentProxy.Find(new Uri(server), name => name switch
        {
            "HTTPS_PROXY" => "proxy:3128",
            "no_proxy" => noProxy,
            _ => null,
        });
        found?.ToString().ShouldBe(proxy);
        (found is null).ShouldBe(proxy is null);
    }

    [Fact]
    public void Plain_HTTP_has_its_own_variable() =>
        EnvironmentProxy.Find(new Uri("http://api.example.com"), name => name == "HTTPS_PROXY" ? "proxy" : null).ShouldBeNull();

    [Fact]
    public void Rejects_an_invalid_address() =>
        Should.Throw<FormatException>(() => EnvironmentProxy.Find(new Uri("https://api.example.com"), name => name == "HTTPS_PROXY" ? "ftp://x" : null));
}
