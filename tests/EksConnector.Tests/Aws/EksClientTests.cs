using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EksConnector.Aws;
using EksConnector.Core.Aws;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.Tests.Aws;

public sealed class EksClientTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "PLANTED-AWS-SECRET-key";
    private const string Token = "PLANTED-AWS-SECRET-token";

    private readonly AwsGateway _gateway = new();
    private readonly RecordingLog _log = new();
    private FakeAws _aws = null!;

    private AwsConnectionSource Keys => new()
    {
        Region = "eu-west-1",
        AccessKeyId = "AKIATEST",
        SecretAccessKey = new SecretText(Secret),
        EndpointUrl = _aws.EksEndpoint,
        RequestTimeout = TimeSpan.FromSeconds(20),
    };

    public async Task InitializeAsync()
    {
        _aws = await FakeAws.StartAsync();
        _aws.AddKey("AKIATEST", Secret);
        _aws.Clusters["edge"] = new FakeEksCluster { Status = "PENDING", ActivationCode = "PLANTED-AWS-SECRET-code" };
    }

    public async Task DisposeAsync() => await _aws.DisposeAsync();

    public void Dispose()
    {
        _gateway.Dispose();
    }

    [Fact]
    public async Task Describes_a_cluster()
    {
        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        EksCluster cluster = await session.Eks.DescribeClusterAsync("edge", CancellationToken.None);

        session.Region.ShouldBe("eu-west-1");
        cluster.ShouldBe(new EksCluster
        {
            Name = "edge",
            Arn = "arn:aws:eks:eu-west-1:111122223333:cluster/edge",
            Status = "PENDING",
            CreatedAt = new DateTime(2021, 11, 10, 6, 28, 51, 101, DateTimeKind.Utc),
            ConnectorConfig = new EksConnectorConfig
            {
                ActivationId = "8a3d5c9e-0000-4000-8000-0123456789ab",
                ActivationExpiry = new DateTime(2021, 11, 13, 6, 28, 51, 101, DateTimeKind.Utc),
                Provider = "OTHER",
                RoleArn = "arn:aws:iam::111122223333:role/AmazonEKSConnectorAgentRole",
            },
        });
        cluster.CreatedAt!.Value.Kind.ShouldBe(DateTimeKind.Utc);
        cluster.ToString().ShouldNotContain("PLANTED");
        session.ClockOffset!.Value.Duration().ShouldBeLessThan(TimeSpan.FromSeconds(5));
        _log.Texts.ShouldContain(text => text.StartsWith($"GET {_aws.EksEndpoint}/clusters/edge: 200, ", StringComparison.Ordinal));
        _aws.Requests.Single().UserAgent.ShouldContain("app/EksConnector-");
    }

    [Fact]
    public async Task Deregisters_and_registers_a_cluster_with_its_tags()
    {
        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        var request = new EksRegistrationRequest("edge", "arn:aws:iam::111122223333:role/path/Agent", "GKE")
        {
            Tags = new Dictionary<string, string> { ["team"] = "ä \" <b>" },
            ClientRequestToken = "token-1",
        };
        (await ShouldFailAsync(() => session.Eks.RegisterClusterAsync(request, CancellationToken.None), ErrorIds.AwsResourceInUse)).Message.ShouldContain("the cluster name 'edge' is in use");

        await session.Eks.DeregisterClusterAsync("edge", CancellationToken.None);
        await ShouldFailAsync(() => session.Eks.DeregisterClusterAsync("edge", CancellationToken.None), ErrorIds.AwsClusterNotFound);
        EksRegistration made = await session.Eks.RegisterClusterAsync(request, CancellationToken.None);
        EksRegistration again = await session.Eks.RegisterClusterAsync(request, CancellationToken.None);

        FakeEksCluster stored = _aws.Clusters["edge"];
        (stored.RoleArn, stored.Provider, stored.Tags["team"]).ShouldBe((request.RoleArn, "GKE", "ä \" <b>"));
        made.ActivationCode.Reveal().ShouldBe(stored.ActivationCode);
        (made.ActivationId, again.ActivationId).ShouldBe((stored.ActivationId!, stored.ActivationId!));
        made.Cluster.Tags!["team"].ShouldBe("ä \" <b>");
        made.ToString().ShouldNotContain("PLANTED");
        _log.Texts.ShouldAllBe(text => !text.Contains("PLANTED", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(428, "ResourcePropagationDelayException", ErrorIds.AwsRoleNotReady)]
    [InlineData(400, "ResourceLimitExceededException", ErrorIds.AwsLimitExceeded)]
    [InlineData(400, "InvalidParameterException", ErrorIds.AwsRequestInvalid)]
    [InlineData(403, "AccessDeniedException", ErrorIds.AwsAccessDenied)]
    public async Task A_rejected_registration_has_its_own_error(int status, string code, string errorId)
    {
        _aws.Fail("eks:RegisterCluster", new FakeAwsFault(status, code, "No."));
        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        await ShouldFailAsync(() => session.Eks.RegisterClusterAsync(new EksRegistrationRequest("new", "arn:aws:iam::111122223333:role/A", "OTHER"), CancellationToken.None), errorId);
    }

    [Theory]
    [InlineData("""{"cluster":{"name":"new","connectorConfig":{"activationId":"0b7e2d11-93c4-4f0a-8f6e-5a1c2e3d4f51"}}}""")]
    [InlineData("""{"cluster":{"name":"new","connectorConfig":{"activationId":"../x","activationCode":"PLANTED-CODE"}}}""")]
    [InlineData("""{"cluster":{"name":"other","connectorConfig":{"activationId":"0b7e2d11-93c4-4f0a-8f6e-5a1c2e3d4f51","activationCode":"PLANTED-CODE"}}}""")]
    [InlineData("{}")]
    public async Task Rejects_a_response_without_an_activation_of_the_cluster(string body)
    {
        _aws.Instead = HostileAnswers.Text(200, body);
        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        EksConnectorException failure = await ShouldFailAsync(
            () => session.Eks.RegisterClusterAsync(new EksRegistrationRequest("new", "arn:aws:iam::111122223333:role/A", "OTHER"), CancellationToken.None), ErrorIds.AwsServiceError);
        failure.ToString().ShouldNotContain("PLANTED");
    }

    [Fact]
    public async Task Iso_times_and_epoch_seconds_are_the_same_instant()
    {
        _aws.Clusters["iso"] = new FakeEksCluster { WritesIsoTimes = true };
        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        EksCluster epoch = await session.Eks.DescribeClusterAsync("edge", CancellationToken.None);
        EksCluster iso = await session.Eks.DescribeClusterAsync("iso", CancellationToken.None);
        iso.CreatedAt.ShouldBe(epoch.CreatedAt);
        iso.ConnectorConfig!.ActivationExpiry.ShouldBe(epoch.ConnectorConfig!.ActivationExpiry);
        iso.CreatedAt!.Value.Kind.ShouldBe(DateTimeKind.Utc);
    }

    [Fact]
    public async Task A_cluster_managed_by_Amazon_EKS_has_no_connector()
    {
        _aws.Clusters["own"] = new FakeEksCluster { IsConnected = false };
        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        (await session.Eks.DescribeClusterAsync("own", CancellationToken.None)).ConnectorConfig.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a?b=c")]
    [InlineData("ä")]
    [InlineData("-a")]
    [InlineData("a\n")]
    public async Task Does_not_query_an_invalid_cluster_name(string name)
    {
        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        await ShouldFailAsync(() => session.Eks.DescribeClusterAsync(name, CancellationToken.None), ErrorIds.InvalidParameter);
        _aws.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lists_all_pages_of_clusters()
    {
        _aws.PageSize = 2;
        for (int i = 0; i < 5; i++)
        {
            _aws.Clusters[$"c{i}"] = new FakeEksCluster { IsConnected = i % 2 == 0 };
        }

        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        List<string> names = [];
        await foreach (string name in session.Eks.ListClustersAsync(CancellationToken.None))
        {
            names.Add(name);
        }

        names.ShouldBe(["c0", "c1", "c2", "c3", "c4", "edge"]);
        _aws.Requests.Count.ShouldBe(3);
        _aws.Requests.ShouldAllBe(request => request.PathAndQuery.Contains("include=all", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reports_an_unknown_cluster()
    {
        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        EksConnectorException e = await ShouldFailAsync(
            () => session.Eks.DescribeClusterAsync("nowhere", CancellationToken.None), ErrorIds.AwsClusterNotFound);
        e.Category.ShouldBe(FailureCategory.ObjectNotFound);
        e.Message.ShouldContain("'nowhere'");
        e.Message.ShouldContain("eu-west-1");
        e.StatusCode.ShouldBe(404);
        e.Reason.ShouldBe("ResourceNotFoundException");
    }

    [Fact]
    public async Task Reports_a_missing_permission()
    {
        _aws.Denied["eks:DescribeCluster"] = true;
        EksConnectorException e = await DescribeShouldFailAsync(Keys, ErrorIds.AwsAccessDenied);
        e.Category.ShouldBe(FailureCategory.PermissionDenied);
        e.Message.ShouldContain("eks:DescribeCluster");
        e.RecommendedAction.ShouldContain("eks:DescribeCluster");
    }

    [Fact]
    public async Task Reports_an_expired_token()
    {
        _aws.AddKey("ASIAOLD", Secret, Token, expired: true);
        await DescribeShouldFailAsync(
            Keys with { AccessKeyId = "ASIAOLD", SessionToken = new SecretText(Token) }, ErrorIds.AwsTokenExpired);
    }

    [Fact]
    public async Task Reports_an_unknown_key() =>
        await DescribeShouldFailAsync(Keys with { AccessKeyId = "AKIAUNKNOWN" }, ErrorIds.AwsCredentialInvalid);

    [Fact]
    public async Task Reports_a_wrong_secret_key_without_the_quoted_request()
    {
        _aws.AddKey("ASIATEMP", "the right one", Token);
        EksConnectorException e = await DescribeShouldFailAsync(
            Keys with { AccessKeyId = "ASIATEMP", SessionToken = new SecretText(Token) }, ErrorIds.AwsCredentialInvalid);
        e.Message.ShouldNotContain("Canonical");
    }

    [Fact]
    public async Task Redacts_a_secret_in_an_AWS_error()
    {
        _aws.Faults.Enqueue(new FakeAwsFault(400, "ClientException", $"You sent {Secret}."));
        EksConnectorException e = await DescribeShouldFailAsync(Keys, ErrorIds.AwsRequestInvalid);
        e.Message.ShouldContain($"You sent {Redactor.Mask}.");
    }

    [Theory]
    [InlineData(429, "TooManyRequestsException")]
    [InlineData(400, "ThrottlingException")]
    [InlineData(503, "ServiceUnavailableException")]
    [InlineData(500, "ServerException")]
    public async Task Retries_a_transient_failure(int status, string code)
    {
        _aws.Faults.Enqueue(new FakeAwsFault(status, code, "Once more."));
        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        (await session.Eks.DescribeClusterAsync("edge", CancellationToken.None)).Status.ShouldBe("PENDING");
        _aws.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(429, "TooManyRequestsException", ErrorIds.AwsThrottled, FailureCategory.LimitsExceeded)]
    [InlineData(400, "ThrottlingException", ErrorIds.AwsThrottled, FailureCategory.LimitsExceeded)]
    [InlineData(503, "ServiceUnavailableException", ErrorIds.AwsServiceError, FailureCategory.ResourceUnavailable)]
    public async Task Reports_a_permanent_failure(int status, string code, string errorId, FailureCategory category)
    {
        for (int i = 0; i < 5; i++)
        {
            _aws.Faults.Enqueue(new FakeAwsFault(status, code, "No."));
        }

        EksConnectorException e = await DescribeShouldFailAsync(Keys, errorId);
        e.Category.ShouldBe(category);
        _aws.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(-17)]
    public async Task Corrects_clock_skew(int minutes)
    {
        _aws.ClockOffset = TimeSpan.FromMinutes(minutes);
        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        await session.Eks.DescribeClusterAsync("edge", CancellationToken.None);
        session.ClockOffset!.Value.TotalMinutes.ShouldBe(minutes, 0.2);
    }

    [Fact]
    public async Task Reports_a_clock_skew_that_cannot_be_corrected()
    {
        for (int i = 0; i < 5; i++)
        {
            _aws.Faults.Enqueue(new FakeAwsFault(403, "InvalidSignatureException", "Signature expired: 20200101T000000Z is now earlier than …"));
        }

        await DescribeShouldFailAsync(Keys, ErrorIds.AwsClockSkew);
    }

    [Fact]
    public async Task Reports_another_server_at_the_address()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task server = RespondEndlesslyAsync(listener, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<html></html>");
        EksConnectorException e = await DescribeShouldFailAsync(
            Keys with { EndpointUrl = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}" }, ErrorIds.AwsServiceError);
        e.Category.ShouldBe(FailureCategory.InvalidData);
        listener.Stop();
        await Should.ThrowAsync<Exception>(server);
    }

    [Fact]
    public async Task Reports_a_refused_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        EksConnectorException e = await DescribeShouldFailAsync(
            Keys with { EndpointUrl = $"http://127.0.0.1:{port}" }, ErrorIds.AwsConnectionRefused);
        e.Category.ShouldBe(FailureCategory.ConnectionError);
        e.Message.ShouldContain("refused");
        e.Message.ShouldContain($"127.0.0.1:{port}");
    }

    [Fact]
    public async Task Reports_a_name_that_does_not_exist() => (await DescribeShouldFailAsync(
        Keys with { EndpointUrl = "http://eks.does-not-exist.invalid" }, ErrorIds.AwsDnsFailed)).Message.ShouldContain("resolved");

    [Fact]
    public async Task Silence_ends_at_the_timeout()
    {
        _aws.Delay = TimeSpan.FromMinutes(1);
        long start = Stopwatch.GetTimestamp();
        EksConnectorException e = await DescribeShouldFailAsync(
            Keys with { RequestTimeout = TimeSpan.FromSeconds(1) }, ErrorIds.AwsRequestTimeout);
        e.Category.ShouldBe(FailureCategory.OperationTimeout);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    private static async Task RespondEndlesslyAsync(TcpListener listener, string answer)
    {
        while (true)
        {
            using TcpClient client = await listener.AcceptTcpClientAsync();
            NetworkStream stream = client.GetStream();
            _ = await stream.ReadAsync(new byte[8192]);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
        }
    }

    private async Task<EksConnectorException> DescribeShouldFailAsync(AwsConnectionSource source, string errorId) => await ShouldFailAsync(
        async () =>
        {
            IAwsSession session = await _gateway.ConnectAsync(source, _log, CancellationToken.None);
            await session.Eks.DescribeClusterAsync("edge", CancellationToken.None);
        },
        errorId);

    private async Task<EksConnectorException> ShouldFailAsync(Func<Task> call, string errorId)
    {
        EksConnectorException e = await Should.ThrowAsync<EksConnectorException>(call);
        e.ErrorId.ShouldBe(errorId, e.Message);
        e.RecommendedAction.ShouldNotBeNullOrWhiteSpace();
        e.InnerException.ShouldBeNull();
        (e + e.RecommendedAction + string.Concat(_log.Texts)).ShouldNotContain("PLANTED");
        return e;
    }
}
