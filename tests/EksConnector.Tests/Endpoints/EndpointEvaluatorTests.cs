using EksConnector.Core.Endpoints;

namespace EksConnector.Tests.Endpoints;

/// <summary>The verdicts for the output of the tools in a container.</summary>
public sealed class EndpointEvaluatorTests
{
    private const string Connected = "@w 000 000 0.010 0.020 0.000 0.000 0.100\n";
    private const string Resolved = "@w 000 000 0.010 0.000 0.000 0.000 0.100\n";
    private const string Nothing = "@w 000 000 0.000 0.000 0.000 0.000 0.100\n";

    [Theory]
    [InlineData("dns getent 0 12\naddr 10.0.0.1\ncurl 0\n@w 404 000 0.010 0.020 0.050 0.090 0.100\nissuer C=US; O=Amazon; CN=Amazon RSA 2048 M02\n", true, null, null, "responds with HTTP status 404.")]
    [InlineData("dns getent 0 12\ncurl 28\n@w 200 000 0.010 0.020 0.050 0.090 10.0\n", true, null, null, "responds with HTTP status 200.")]
    [InlineData("dns getent 2 12\ncurl 6\n" + Nothing, false, "Dns", "SsmDnsFailed", "cannot be resolved")]
    [InlineData("dns getent 143 10000\ncurl 28\n" + Nothing + "error curl: (28) Resolving timed out after 10000 milliseconds\n", false, "Dns", "SsmDnsFailed", "DNS query")]
    [InlineData("curl 28\n" + Nothing, false, "Dns", "SsmDnsFailed", "DNS query")]
    [InlineData("curl 7\n" + Resolved + "error * connect to 10.0.0.1 port 443 failed: Connection refused\n", false, "Tcp", "SsmConnectionRefused", "refused")]
    [InlineData("curl 7\n" + Resolved + "error * connect to 10.0.0.1 port 443 failed: No route to host\n", false, "Tcp", "SsmUnreachable", "no route")]
    [InlineData("curl 7\n" + Resolved, false, "Tcp", "SsmUnreachable", "fails")]
    [InlineData("dns getent 0 12\naddr 10.0.0.1\ncurl 28\n" + Resolved, false, "Tcp", "SsmTimeout", "TCP connection times out")]
    [InlineData("curl 28\nconnected\n" + Nothing, false, "Tls", "SsmTimeout", "handshake times out")]
    [InlineData("proxy http://proxy.test:3128\ncurl 28\nconnected\n" + Nothing, false, "Proxy", "EgressProxyFailed", "proxy does not respond")]
    [InlineData("curl 28\n" + Connected, false, "Tls", "SsmTimeout", "handshake times out")]
    [InlineData("curl 28\n@w 000 000 0.010 0.020 0.030 0.000 9.0\n", false, "Http", "SsmTimeout", "no HTTP response")]
    [InlineData("curl 60\n" + Connected + "issuer CN=Corporate CA\nerror curl: (60) SSL certificate problem: self-signed certificate in certificate chain\n", false, "Tls", "SsmTlsFailed", "(self-signed certificate in certificate chain). It was issued by 'CN=Corporate CA'.")]
    [InlineData("curl 35\n" + Connected + "error curl: (35) OpenSSL SSL_connect: Connection reset by peer\n", false, "Tls", "SsmConnectionClosed", "closed during the TLS handshake")]
    [InlineData("curl 35\n" + Connected + "error curl: (35) error:1408F10B:SSL routines:ssl3_get_record:wrong version number\n", false, "Tls", "SsmUnreachable", "does not use TLS")]
    [InlineData("curl 52\n@w 000 000 0.010 0.020 0.030 0.000 9.0\n", false, "Http", "SsmConnectionClosed", "before the HTTP response")]
    [InlineData("curl 77\n" + Connected, null, null, null, "exit code 77")]
    [InlineData("proxy http://proxy.test:3128\ndns getent 2 9\ncurl 0\n@w 404 200 0.010 0.020 0.050 0.090 0.100\n", true, null, null, "404")]
    [InlineData("proxy http://proxy.test:3128\ncurl 56\n@w 000 407 0.010 0.020 0.000 0.000 0.100\n", false, "Proxy", "EgressProxyFailed", "HTTP status 407")]
    [InlineData("proxy http://proxy.test:3128\ncurl 56\n@w 000 403 0.010 0.020 0.000 0.000 0.100\n", false, "Proxy", "EgressProxyFailed", "HTTP status 403")]
    [InlineData("proxy http://proxy.test:3128\ncurl 5\n" + Nothing, false, "Proxy", "EgressProxyFailed", "resolved")]
    [InlineData("proxy http://proxy.test:3128\ncurl 7\n" + Resolved + "error * connect to 10.0.0.2 port 3128 failed: Connection refused\n", false, "Proxy", "EgressProxyFailed", "proxy is refused")]
    [InlineData("proxy http://proxy.test:3128\ncurl 28\n" + Resolved, false, "Proxy", "EgressProxyFailed", "proxy times out")]
    [InlineData("proxy http://proxy.test:3128\ncurl 60\n@w 000 200 0.010 0.020 0.000 0.000 0.100\n", false, "Tls", "SsmTlsFailed", "not trusted")]
    [InlineData("bypassed http://proxy.test:3128\ncurl 7\n" + Resolved + "error * Connection refused\n", false, "Tcp", "SsmConnectionRefused", "refused")]
    [InlineData("dns nslookup 1 9\n", false, "Dns", "SsmDnsFailed", "cannot be resolved")]
    [InlineData("dns nslookup 1 9\naddr 10.0.0.1\ntcp nc 1 2\nerror nc: can't connect to remote host (10.0.0.1): Connection refused\n", false, "Tcp", "SsmConnectionRefused", "refused")]
    [InlineData("dns nslookup 143 9000\n", false, "Dns", "SsmDnsFailed", "times out")]
    [InlineData("dns nslookup 0 9\naddr 10.0.0.1\ntcp nc 0 2\n", null, null, null, "TCP connection succeeds. TLS and HTTP could not be tested")]
    [InlineData("dns nslookup 0 9\naddr 10.0.0.1\ntcp bash 1 2\nerror bash: connect: Connection refused\n", false, "Tcp", "SsmConnectionRefused", "refused")]
    [InlineData("dns nslookup 0 9\naddr 10.0.0.1\ntcp bash 143 2\n", false, "Tcp", "SsmTimeout", "times out")]
    [InlineData("dns nslookup 0 9\naddr 10.0.0.1\ntcp nc 127 2\n", null, null, null, "could not be tested")]
    [InlineData("dns nslookup 0 9\naddr 10.0.0.1\nopenssl 0 30\nissuer CN=Amazon RSA 2048 M02\nverify 0 (ok)\n", true, null, null, "TLS handshake succeeds")]
    [InlineData("openssl 0 30\nissuer CN=Corporate CA\nverify 19 (self signed certificate in certificate chain)\nwget 0 4\nhttp 1.1 404 Not Found\n", false, "Tls", "SsmTlsFailed", "Corporate CA")]
    [InlineData("wget 1 4\nhttp 1.1 404 Not Found\n", true, null, null, "The certificate was not checked.")]
    [InlineData("dns getent 0 9\n", null, null, null, "none of the tools")]
    [InlineData("proxy http://proxy.test:3128\ndns getent 2 9\n", null, null, null, "through the HTTP proxy")]
    public void The_most_precise_tool_decides(string output, bool? isReachable, string? step, string? code, string summary)
    {
        EndpointVerdict verdict = Evaluate(output + "done\n", EndpointTarget.Ssm);

        (verdict.IsReachable, verdict.FailedStep, verdict.FindingCode).ShouldBe((isReachable, step, code));
        verdict.Summary.ShouldContain(summary);
    }

    [Theory]
    [InlineData("dns getent 2 9\n", "SsmMessagesDnsFailed")]
    [InlineData("curl 7\n" + Resolved + "error * Connection refused\n", "SsmMessagesConnectionRefused")]
    [InlineData("addr 10.0.0.1\ncurl 28\n" + Resolved, "SsmMessagesTimeout")]
    [InlineData("curl 60\n" + Connected, "SsmMessagesTlsFailed")]
    [InlineData("curl 52\n" + Connected, "SsmMessagesUnreachable")]
    public void The_ssmmessages_endpoint_has_its_own_findings(string output, string code) =>
        Evaluate(output + "done\n", EndpointTarget.SsmMessages).FindingCode.ShouldBe(code);

    [Theory]
    [InlineData("")]
    [InlineData("dns getent 2 12\ncurl 6\n")]
    [InlineData("done?\n")]
    public void An_incomplete_output_gives_no_verdict(string output) => Evaluate(output, EndpointTarget.Ssm).IsReachable.ShouldBeNull();

    [Fact]
    public void Hostile_output_is_bounded_and_redacted()
    {
        string many = string.Concat(Enumerable.Range(0, 500).Select(number => $"addr 10.0.{number / 250}.{number % 250}\n"));
        EndpointOutput answer = EndpointOutput.Read(
            "proxy http://user:PLANTED-PASSWORD@proxy.test:3128\n" + many
            + "addr not-an-address\ncurl 99999999999999999999\n@w 200 1 2 3 4 5 6\ncurl -1\n"
            + "issuer CN=\u001b[31mEvil\u202e password=PLANTED-SECRET-4pLe9zQmVtR2xWcBn7Ks\n"
            + $"error * refused {new string('x', 100_000)}\n" + string.Concat(Enumerable.Repeat("error * refused\n", 1000))
            + "dns python 0 1\ndns getent 0 999999999\nhttp 1.1 999 Odd\ndone\n");

        answer.Addresses.Count.ShouldBe(16);
        answer.Proxy.ShouldBe("http://proxy.test:3128");
        answer.CurlExit.ShouldBeNull();
        answer.HttpStatus.ShouldBeNull();
        answer.DnsTime.ShouldBeNull();
        answer.Tools.ShouldBe(["getent"]);
        answer.Issuer.ShouldNotBeNull().ShouldNotContain("PLANTED");
        answer.Issuer.ShouldNotContain('\u001b');
        answer.Issuer.ShouldNotContain('\u202e');
        answer.Errors.Length.ShouldBeLessThan(5000);
        answer.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void Times_of_curl_become_the_durations_of_the_steps()
    {
        EndpointOutput answer = EndpointOutput.Read("dns getent 0 12\ncurl 0\n@w 404 000 0.010 0.030 0.070 0.150 0.200\n@w 500 000 1 2 3 4 5\ndone\n");

        (answer.DnsTime, answer.ConnectTime, answer.TlsTime, answer.ResponseTime).ShouldBe(
            (Milliseconds(10), Milliseconds(20), Milliseconds(40), Milliseconds(80)));
        answer.HttpStatus.ShouldBe(404);
    }

    [Theory]
    [InlineData("dns nslookup 143 2000\nwget 1 2001\ntcp nc 1 2002\ndone\n", null, null, null)]
    [InlineData("dns getent 0 5\nopenssl 1 40\nwget 4 30\ntcp nc 0 20\ndone\n", 20, null, null)]
    [InlineData("openssl 0 40\nissuer CN=Amazon\nwget 8 30\nhttp 1.1 404\ntcp bash 0 20\ndone\n", 20, 40, 30)]
    public void The_time_until_a_tool_gave_up_is_not_a_duration(string text, int? connect, int? tls, int? response)
    {
        var output = EndpointOutput.Read(text);

        (output.ConnectTime, output.TlsTime, output.ResponseTime).ShouldBe((Milliseconds(connect), Milliseconds(tls), Milliseconds(response)));

        static TimeSpan? Milliseconds(int? time) => time is { } value ? TimeSpan.FromMilliseconds(value) : null;
    }

    [Theory]
    [InlineData("us-west-2", null, "ssm.us-west-2.amazonaws.com ssmmessages.us-west-2.amazonaws.com")]
    [InlineData("cn-north-1", null, "ssm.cn-north-1.amazonaws.com.cn ssmmessages.cn-north-1.amazonaws.com.cn")]
    [InlineData("us-west-2", "https://ssm.us-west-2.amazonaws.com", "ssm.us-west-2.amazonaws.com ssmmessages.us-west-2.amazonaws.com")]
    [InlineData("us-west-2", "https://[fd00::1]:8443", "ssm.us-west-2.amazonaws.com ssmmessages.us-west-2.amazonaws.com fd00::1")]
    public void Endpoints_follow_from_the_Region_and_the_arguments(string region, string? endpoint, string hosts) =>
        string.Join(' ', EndpointTarget.Of(region, endpoint).Select(target => target.Host)).ShouldBe(hosts);

    [Fact]
    public void The_command_fits_into_a_URL_of_8_KB()
    {
        var target = new EndpointTarget(EndpointTarget.Configured, new Uri($"https://{new string('a', 63)}.{new string('b', 63)}.vpce.amazonaws.com"));

        EndpointScript.Test(target, TimeSpan.FromMinutes(1)).Sum(word => Uri.EscapeDataString(word).Length + "&command=".Length).ShouldBeLessThan(7000);
    }

    private static EndpointVerdict Evaluate(string output, string name) => new EndpointEvaluator(
        new EndpointTarget(name, new Uri($"https://{name}.us-west-2.amazonaws.com")), EndpointOutput.Read(output)).Evaluate();

    private static TimeSpan? Milliseconds(int count) => TimeSpan.FromMilliseconds(count);
}
