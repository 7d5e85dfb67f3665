using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EksConnector.Aws.Errors;
using EksConnector.Core.Aws;
using EksConnector.FakeCluster;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.Tests.Aws;

/// <summary>Failures are reported in the same way for every service.</summary>
public sealed class AwsFailureTests : AwsTest
{
    public static TheoryData<string> All => AwsCall.All;

    public static TheoryData<string> OneOfEachService => AwsCall.OneOfEachService;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Reports_a_missing_permission(string action)
    {
        Aws.Denied[action] = true;
        EksConnectorException e = await ShouldFailAsync(action, ErrorIds.AwsAccessDenied);
        e.Category.ShouldBe(FailureCategory.PermissionDenied);
        e.Message.ShouldContain(action);
        e.RecommendedAction.ShouldContain(action);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Reports_an_expired_token(string action)
    {
        Aws.IsTokenExpired = true;
        (await ShouldFailAsync(action, ErrorIds.AwsTokenExpired)).Category.ShouldBe(FailureCategory.AuthenticationError);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Reports_an_unknown_key_and_a_possibly_wrong_Region(string action)
    {
        EksConnectorException e = await ShouldFailAsync(action, ErrorIds.AwsCredentialInvalid, Keys with { AccessKeyId = "AKIAUNKNOWN" });
        e.RecommendedAction.ShouldContain("us-west-2 is enabled");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Reports_a_wrong_secret_key_without_the_quoted_request(string action)
    {
        AwsConnectionSource wrong = Keys with { SecretAccessKey = new SecretText("PLANTED-AWS-SECRET-wrong") };
        (await ShouldFailAsync(action, ErrorIds.AwsCredentialInvalid, wrong)).Message.ShouldNotContain("Canonical");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Retries_after_throttling(string action)
    {
        Aws.Throttle(action, times: 2);
        await AwsCall.CallAsync(await ConnectAsync(), action);
        Aws.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Reports_lasting_throttling(string action)
    {
        Aws.Throttle(action);
        EksConnectorException e = await ShouldFailAsync(action, ErrorIds.AwsThrottled);
        e.Category.ShouldBe(FailureCategory.LimitsExceeded);
        e.Message.ShouldContain(action);
        Aws.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(OneOfEachService))]
    public async Task Reports_a_failing_service(string action)
    {
        Aws.Fail(action, new FakeAwsFault(503, "ServiceUnavailable", "Later."));
        (await ShouldFailAsync(action, ErrorIds.AwsServiceError)).Category.ShouldBe(FailureCategory.ResourceUnavailable);
        Aws.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Corrects_and_reports_clock_skew(string action)
    {
        Aws.ClockOffset = TimeSpan.FromMinutes(17);
        IAwsSession session = await ConnectAsync();
        session.ClockOffset.ShouldBeNull();
        await AwsCall.CallAsync(session, action);
        session.ClockOffset!.Value.TotalMinutes.ShouldBe(17, 0.2);
    }

    [Theory]
    [MemberData(nameof(OneOfEachService))]
    public async Task Corrects_clock_skew_when_the_retry_quota_is_spent(string action)
    {
        IAwsSession session = await ConnectAsync();
        Aws.Throttle(action);
        await Task.WhenAll(Enumerable.Range(0, 120).Select(_ => Should.ThrowAsync<EksConnectorException>(AwsCall.CallAsync(session, action))));
        Aws.Heal();
        Aws.ClockOffset = TimeSpan.FromMinutes(17);
        await AwsCall.CallAsync(session, action);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Reads_the_server_time_from_a_refusal(string action)
    {
        Aws.ClockOffset = TimeSpan.FromMinutes(-4);
        Aws.Denied[action] = true;
        IAwsSession session = await ConnectAsync();
        await Should.ThrowAsync<EksConnectorException>(AwsCall.CallAsync(session, action));
        session.ClockOffset!.Value.TotalMinutes.ShouldBe(-4, 0.2);
    }

    [Theory]
    [InlineData("eks:DescribeCluster", 403, "InvalidSignatureException", "Signature expired: 20200101T000000Z is now earlier than …")]
    [InlineData("ssm:DescribeActivations", 400, "InvalidSignatureException", "Signature not yet current: 20400101T000000Z is still later than …")]
    [InlineData("sts:GetCallerIdentity", 403, "SignatureDoesNotMatch", "Signature expired: 20200101T000000Z is now earlier than …")]
    [InlineData("sts:GetCallerIdentity", 400, "RequestExpired", "Request has expired.")]
    public async Task Reports_a_clock_skew_that_cannot_be_corrected(string action, int status, string code, string message)
    {
        Aws.Fail(action, new FakeAwsFault(status, code, message));
        (await ShouldFailAsync(action, ErrorIds.AwsClockSkew)).RecommendedAction.ShouldContain("clock");
    }

    [Theory]
    [InlineData("eks:DescribeCluster", 403, "OptInRequired")]
    [InlineData("ssm:DescribeActivations", 400, "OptInRequired")]
    [InlineData("sts:GetCallerIdentity", 403, "RegionDisabledException")]
    public async Task Reports_a_Region_that_is_not_enabled(string action, int status, string code)
    {
        Aws.Fail(action, new FakeAwsFault(status, code, "Not here."));
        (await ShouldFailAsync(action, ErrorIds.AwsRegionInvalid)).Message.ShouldContain("us-west-2");
    }

    [Theory]
    [InlineData("us-west-9", SocketError.HostNotFound, ErrorIds.AwsRegionInvalid)]
    [InlineData("us-west-9", SocketError.NoData, ErrorIds.AwsRegionInvalid)]
    [InlineData("us-west-9", SocketError.TryAgain, ErrorIds.AwsDnsFailed)]
    [InlineData("us-west-2", SocketError.HostNotFound, ErrorIds.AwsDnsFailed)]
    public void A_Region_is_invalid_if_neither_DNS_nor_the_SDK_knows_it(string region, SocketError error, string errorId)
    {
        var failure = new HttpRequestException("…", new SocketException((int)error));
        foreach (string action in new[] { "eks:DescribeCluster", "ssm:DescribeActivations", "sts:GetCallerIdentity" })
        {
            var site = new AwsCallSite(action, region);
            EksConnectorException e = AwsErrors.Translate(failure, site, TimeSpan.FromSeconds(1), []);
            e.ErrorId.ShouldBe(errorId);
            e.Message.Contains($"The AWS Region '{region}' does not exist", StringComparison.Ordinal).ShouldBe(errorId == ErrorIds.AwsRegionInvalid);

            // A custom host name does not show the Region.
            AwsErrors.Translate(failure, site with { Endpoint = "https://host" }, TimeSpan.FromSeconds(1), []).ErrorId.ShouldBe(ErrorIds.AwsDnsFailed);
        }
    }

    [Theory]
    [InlineData("eks:DescribeCluster", "AWS_ENDPOINT_URL_EKS")]
    [InlineData("ssm:DescribeActivations", "AWS_ENDPOINT_URL_SSM")]
    [InlineData("sts:GetCallerIdentity", "AWS_ENDPOINT_URL_STS")]
    public async Task Reports_a_refused_connection_and_the_source_of_the_address(string action, string variable)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        EksConnectorException e = await ShouldFailAsync(action, ErrorIds.AwsConnectionRefused, Keys with { EndpointUrl = $"http://127.0.0.1:{port}" });
        e.Category.ShouldBe(FailureCategory.ConnectionError);
        e.Message.ShouldContain($"127.0.0.1:{port}");
        e.RecommendedAction.ShouldContain(variable);
    }

    [Theory]
    [MemberData(nameof(OneOfEachService))]
    public async Task Reports_a_name_that_does_not_exist(string action) =>
        await ShouldFailAsync(action, ErrorIds.AwsDnsFailed, Keys with { EndpointUrl = "http://aws.does-not-exist.invalid" });

    [Theory]
    [MemberData(nameof(OneOfEachService))]
    public async Task Reports_an_untrusted_certificate(string action)
    {
        await using FakeKubernetes server = await FakeKubernetes.StartAsync();
        EksConnectorException e = await ShouldFailAsync(
            action, ErrorIds.AwsTlsFailed, Keys with { EndpointUrl = server.Server.GetLeftPart(UriPartial.Authority) });
        e.Category.ShouldBe(FailureCategory.SecurityError);
    }

    [Theory]
    [MemberData(nameof(OneOfEachService))]
    public async Task Silence_ends_at_the_timeout(string action)
    {
        Aws.Delay = TimeSpan.FromMinutes(1);
        long start = Stopwatch.GetTimestamp();
        EksConnectorException e = await ShouldFailAsync(
            action, ErrorIds.AwsRequestTimeout, Keys with { RequestTimeout = TimeSpan.FromSeconds(1) });
        e.Category.ShouldBe(FailureCategory.OperationTimeout);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Reports_another_server_at_the_address(string action)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task server = RespondEndlesslyAsync(listener);
        EksConnectorException e = await ShouldFailAsync(
            action, ErrorIds.AwsServiceError, Keys with { EndpointUrl = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}" });
        e.Category.ShouldBe(FailureCategory.InvalidData);
        listener.Stop();
        await Should.ThrowAsync<Exception>(server);
    }

    [Fact]
    public async Task Reports_missing_credentials() =>
        await ShouldFailAsync("sts:GetCallerIdentity", ErrorIds.AwsCredentialMissing, new AwsConnectionSource { Region = "us-west-2" });

    private static async Task RespondEndlesslyAsync(TcpListener listener)
    {
        byte[] answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<html></html>"u8.ToArray();
        while (true)
        {
            using TcpClient client = await listener.AcceptTcpClientAsync();
            NetworkStream stream = client.GetStream();
            _ = await stream.ReadAsync(new byte[16384]);
            await stream.WriteAsync(answer);
        }
    }
}
