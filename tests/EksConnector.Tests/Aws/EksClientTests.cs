using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EksConnector.Aws;
using EksConnector.Core.Aws;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.Tests.Aws;

[Collection(nameof(AwsGroup))]
public sealed class EksClientTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "PLANTED-AWS-SECRET-key";
    private const string Token = "PLANTED-AWS-SECRET-token";

    private readonly AwsEnvironment _environment = new();
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
        _environment.Dispose();
    }

    [Fact]
    public async Task A_cluster_is_described()
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
    public async Task A_cluster_is_deregistered_and_registered_again_with_its_tags()
    {
        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        var request = new EksRegistrationRequest("edge", "arn:aws:iam::111122223333:role/path/Agent", "GKE")
        {
            Tags = new Dictionary<string, string> { ["team"] = "ä \" <b>" },
            ClientRequestToken = "token-1",
        };
        (await FailsAsync(() => session.Eks.RegisterClusterAsync(request, CancellationToken.None), ErrorIds.AwsResourceInUse)).Message.ShouldContain("the cluster name 'edge' is in use");

        await session.Eks.DeregisterClusterAsync("edge", CancellationToken.None);
        await FailsAsync(() => session.Eks.DeregisterClusterAsync("edge", CancellationToken.None), ErrorIds.AwsClusterNotFound);
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
    public async Task A_registration_that_is_rejected_has_an_error_of_its_own(int status, string code, string errorId)
    {
        _aws.Fail("eks:RegisterCluster", new FakeAwsFault(status, code, "No."));
        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        await FailsAsync(() => session.Eks.RegisterClusterAsync(new EksRegistrationRequest("new", "arn:aws:iam::111122223333:role/A", "OTHER"), CancellationToken.None), errorId);
    }

    [Theory]
    [InlineData("""{"cluster":{"name":"new","connectorConfig":{"activationId":"0b7e2d11-93c4-4f0a-8f6e-5a1c2e3d4f51"}}}""")]
    [InlineData("""{"cluster":{"name":"new","connectorConfig":{"activationId":"../x","activationCode":"PLANTED-CODE"}}}""")]
    [InlineData("""{"cluster":{"name":"other","connectorConfig":{"activationId":"0b7e2d11-93c4-4f0a-8f6e-5a1c2e3d4f51","activationCode":"PLANTED-CODE"}}}""")]
    [InlineData("{}")]
    public async Task A_response_without_an_activation_of_the_cluster_is_not_from_AWS(string body)
    {
        _aws.Instead = HostileAnswers.Text(200, body);
        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        EksConnectorException failure = await FailsAsync(
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
    public async Task A_cluster_that_EKS_runs_itself_has_no_connector()
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
    public async Task A_name_that_no_cluster_can_have_is_not_asked_for(string name)
    {
        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        await FailsAsync(() => session.Eks.DescribeClusterAsync(name, CancellationToken.None), ErrorIds.InvalidParameter);
        _aws.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_pages_of_the_clusters_are_listed()
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
    public async Task An_unknown_cluster_is_told()
    {
        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        EksConnectorException e = await FailsAsync(
            () => session.Eks.DescribeClusterAsync("nowhere", CancellationToken.None), ErrorIds.AwsClusterNotFound);
        e.Category.ShouldBe(FailureCategory.ObjectNotFound);
        e.Message.ShouldContain("'nowhere'");
        e.Message.ShouldContain("eu-west-1");
        e.StatusCode.ShouldBe(404);
        e.Reason.ShouldBe("ResourceNotFoundException");
    }

    [Fact]
    public async Task A_missing_permission_is_told()
    {
        _aws.Denied["eks:DescribeCluster"] = true;
        EksConnectorException e = await DescribeFailsAsync(Keys, ErrorIds.AwsAccessDenied);
        e.Category.ShouldBe(FailureCategory.PermissionDenied);
        e.Message.ShouldContain("eks:DescribeCluster");
        e.RecommendedAction.ShouldContain("eks:DescribeCluster");
    }

    [Fact]
    public async Task An_expired_token_is_told()
    {
        _aws.AddKey("ASIAOLD", Secret, Token, expired: true);
        await DescribeFailsAsync(
            Keys with { AccessKeyId = "ASIAOLD", SessionToken = new SecretText(Token) }, ErrorIds.AwsTokenExpired);
    }

    [Fact]
    public async Task An_unknown_key_is_told() =>
        await DescribeFailsAsync(Keys with { AccessKeyId = "AKIAUNKNOWN" }, ErrorIds.AwsCredentialInvalid);

    [Fact]
    public async Task A_wrong_secret_is_told_without_what_AWS_quotes()
    {
        _aws.AddKey("ASIATEMP", "the right one", Token);
        EksConnectorException e = await DescribeFailsAsync(
            Keys with { AccessKeyId = "ASIATEMP", SessionToken = new SecretText(Token) }, ErrorIds.AwsCredentialInvalid);
        e.Message.ShouldNotContain("Canonical");
    }

    [Fact]
    public async Task A_secret_in_an_error_of_AWS_is_masked()
    {
        _aws.Faults.Enqueue(new FakeAwsFault(400, "ClientException", $"You sent {Secret}."));
        EksConnectorException e = await DescribeFailsAsync(Keys, ErrorIds.AwsRequestInvalid);
        e.Message.ShouldContain($"You sent {Redactor.Mask}.");
    }

    [Theory]
    [InlineData(429, "TooManyRequestsException")]
    [InlineData(400, "ThrottlingException")]
    [InlineData(503, "ServiceUnavailableException")]
    [InlineData(500, "ServerException")]
    public async Task A_passing_failure_is_repeated(int status, string code)
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
    public async Task A_lasting_failure_is_told(int status, string code, string errorId, FailureCategory category)
    {
        for (int i = 0; i < 5; i++)
        {
            _aws.Faults.Enqueue(new FakeAwsFault(status, code, "No."));
        }

        EksConnectorException e = await DescribeFailsAsync(Keys, errorId);
        e.Category.ShouldBe(category);
        _aws.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(-17)]
    public async Task A_clock_that_is_wrong_is_corrected_for(int minutes)
    {
        _aws.ClockOffset = TimeSpan.FromMinutes(minutes);
        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        await session.Eks.DescribeClusterAsync("edge", CancellationToken.None);
        session.ClockOffset!.Value.TotalMinutes.ShouldBe(minutes, 0.2);
    }

    [Fact]
    public async Task A_clock_that_cannot_be_corrected_for_is_told()
    {
        for (int i = 0; i < 5; i++)
        {
            _aws.Faults.Enqueue(new FakeAwsFault(403, "InvalidSignatureException", "Signature expired: 20200101T000000Z is now earlier than …"));
        }

        await DescribeFailsAsync(Keys, ErrorIds.AwsClockSkew);
    }

    [Fact]
    public async Task Another_server_in_its_place_is_told()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task server = AnswerForEverAsync(listener, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<html></html>");
        EksConnectorException e = await DescribeFailsAsync(
            Keys with { EndpointUrl = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}" }, ErrorIds.AwsServiceError);
        e.Category.ShouldBe(FailureCategory.InvalidData);
        listener.Stop();
        await Should.ThrowAsync<Exception>(server);
    }

    [Fact]
    public async Task Nothing_that_listens_is_told()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        EksConnectorException e = await DescribeFailsAsync(
            Keys with { EndpointUrl = $"http://127.0.0.1:{port}" }, ErrorIds.AwsConnectionRefused);
        e.Category.ShouldBe(FailureCategory.ConnectionError);
        e.Message.ShouldContain("refused");
        e.Message.ShouldContain($"127.0.0.1:{port}");
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_told() => (await DescribeFailsAsync(
        Keys with { EndpointUrl = "http://eks.does-not-exist.invalid" }, ErrorIds.AwsDnsFailed)).Message.ShouldContain("resolved");

    [Fact]
    public async Task Silence_ends_with_the_time_limit()
    {
        _aws.Delay = TimeSpan.FromMinutes(1);
        long start = Stopwatch.GetTimestamp();
        EksConnectorException e = await DescribeFailsAsync(
            Keys with { RequestTimeout = TimeSpan.FromSeconds(1) }, ErrorIds.AwsRequestTimeout);
        e.Category.ShouldBe(FailureCategory.OperationTimeout);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Cancellation_ends_a_call_at_once()
    {
        _aws.Delay = TimeSpan.FromMinutes(1);
        IAwsSession session = await _gateway.ConnectAsync(Keys, _log, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        Task<EksCluster> call = session.Eks.DescribeClusterAsync("edge", stop.Token);
        stop.CancelAfter(200);
        long start = Stopwatch.GetTimestamp();
        OperationCanceledException e = await Should.ThrowAsync<OperationCanceledException>(call);
        e.CancellationToken.ShouldBe(stop.Token);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(1.2));
    }

    [Fact]
    public async Task Fips_with_an_endpoint_of_ones_own_is_refused()
    {
        AwsEnvironment.Write("config", "[profile fips]\nregion = eu-west-1\nuse_fips_endpoint = true\naws_access_key_id = AKIATEST\naws_secret_access_key = x\n");
        await DescribeFailsAsync(
            new AwsConnectionSource { ProfileName = "fips", EndpointUrl = _aws.EksEndpoint }, ErrorIds.AwsEndpointInvalid);
    }

    private static async Task AnswerForEverAsync(TcpListener listener, string answer)
    {
        while (true)
        {
            using TcpClient client = await listener.AcceptTcpClientAsync();
            NetworkStream stream = client.GetStream();
            _ = await stream.ReadAsync(new byte[8192]);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
        }
    }

    private async Task<EksConnectorException> DescribeFailsAsync(AwsConnectionSource source, string errorId) => await FailsAsync(
        async () =>
        {
            IAwsSession session = await _gateway.ConnectAsync(source, _log, CancellationToken.None);
            await session.Eks.DescribeClusterAsync("edge", CancellationToken.None);
        },
        errorId);

    private async Task<EksConnectorException> FailsAsync(Func<Task> call, string errorId)
    {
        EksConnectorException e = await Should.ThrowAsync<EksConnectorException>(call);
        e.ErrorId.ShouldBe(errorId, e.Message);
        e.RecommendedAction.ShouldNotBeNullOrWhiteSpace();
        e.InnerException.ShouldBeNull();
        (e + e.RecommendedAction + string.Concat(_log.Texts)).ShouldNotContain("PLANTED");
        return e;
    }
}
