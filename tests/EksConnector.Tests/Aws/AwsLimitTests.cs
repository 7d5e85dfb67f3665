using System.Diagnostics;
using EksConnector.Core.Aws;
using EksConnector.FakeCluster.Aws;
using Microsoft.AspNetCore.Http;

namespace EksConnector.Tests.Aws;

/// <summary>Every call ends, whatever the server does: within its time limit, with little memory, and immediately if it is canceled.</summary>
[Collection(nameof(AwsGroup))]
public sealed class AwsLimitTests : AwsEnvironmentTest
{
    private const string Role = "arn:aws:iam::111122223333:role/reader";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    public static TheoryData<string> Services => AwsCall.OneOfEachService;

    public static TheoryData<string> Lists { get; } = ["eks:ListClusters", "ssm:DescribeActivations", "ssm:DescribeInstanceInformation"];

    /// <summary>The calls of each service, and of the services that provide credentials.</summary>
    public static TheoryData<string> All { get; } =
        ["eks:DescribeCluster", "ssm:DescribeActivations", "sts:GetCallerIdentity", "sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sso:GetRoleCredentials"];

    public static TheoryData<string, int> AllByStatus
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (object[] row in (IEnumerable<object[]>)All)
            {
                data.Add((string)row[0], 200);
                data.Add((string)row[0], 400);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(AllByStatus))]
    public async Task Rejects_an_endless_body(string action, int status)
    {
        Aws.Instead = HostileAnswers.EndlessBody(status);
        EksConnectorException e = await ShouldFailAsync(action, TimeSpan.FromSeconds(20), ErrorIds.AwsServiceError);
        e.Category.ShouldBe(FailureCategory.InvalidData);
        e.Message.ShouldContain("too long");
        e.RecommendedAction.ShouldContain("AWS_ENDPOINT_URL_");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Does_not_read_a_body_whose_declared_length_is_too_long(string action)
    {
        Aws.Instead = HostileAnswers.LongBody;
        (await ShouldFailAsync(action, TimeSpan.FromSeconds(20), ErrorIds.AwsServiceError)).Message.ShouldContain("too long");
    }

    [Theory]
    [MemberData(nameof(AllByStatus))]
    public async Task A_body_sent_byte_by_byte_ends_at_the_timeout(string action, int status)
    {
        Aws.Instead = HostileAnswers.ByteByByte(status);
        long start = Stopwatch.GetTimestamp();
        (await ShouldFailAsync(action, s_limit, ErrorIds.AwsRequestTimeout)).Category.ShouldBe(FailureCategory.OperationTimeout);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(s_limit + TimeSpan.FromSeconds(2));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_body_sent_byte_by_byte_ends_on_cancellation(string action)
    {
        Aws.Instead = HostileAnswers.ByteByByte(200);
        using var stop = new CancellationTokenSource();
        Task call = CallAsync(action, TimeSpan.FromMinutes(5), stop.Token);
        await ArrivedAsync();
        await stop.CancelAsync();
        long start = Stopwatch.GetTimestamp();
        (await Should.ThrowAsync<OperationCanceledException>(call)).CancellationToken.ShouldBe(stop.Token);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Cancellation_ends_a_call_immediately(string action)
    {
        Aws.Delay = TimeSpan.FromMinutes(1);
        IAwsSession session = await ConnectAsync();
        using var stop = new CancellationTokenSource();
        Task call = AwsCall.CallAsync(session, action, stop.Token);
        stop.CancelAfter(200);
        long start = Stopwatch.GetTimestamp();
        (await Should.ThrowAsync<OperationCanceledException>(call)).CancellationToken.ShouldBe(stop.Token);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(1.2));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Does_not_wait_an_hour_for_the_next_attempt(string action)
    {
        Aws.Instead = HostileAnswers.Later;
        long start = Stopwatch.GetTimestamp();
        await ShouldFailAsync(action, s_limit, ErrorIds.AwsRequestTimeout, ErrorIds.AwsServiceError);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(s_limit + TimeSpan.FromSeconds(2));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Rejects_endless_pages(string action)
    {
        Aws.Instead = HostileAnswers.Pages(int.MaxValue);
        EksConnectorException e = await ShouldFailAsync(action, TimeSpan.FromMinutes(5), ErrorIds.AwsServiceError);
        e.Category.ShouldBe(FailureCategory.InvalidData);
        Aws.Requests.Count.ShouldBeLessThanOrEqualTo(1001);
    }

    [Fact]
    public async Task Rejects_a_list_with_too_many_items()
    {
        int page = 0;
        Aws.Instead = context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync($$"""{"clusters":[{{string.Join(',', Enumerable.Repeat("\"c\"", 60_000))}}],"nextToken":"{{page++}}"}""", context.RequestAborted);
        };
        (await ShouldFailAsync("eks:ListClusters", TimeSpan.FromMinutes(5), ErrorIds.AwsServiceError)).Category.ShouldBe(FailureCategory.InvalidData);
        Aws.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Rejects_circular_pages(string action)
    {
        Aws.Instead = HostileAnswers.Pages(3);
        await ShouldFailAsync(action, TimeSpan.FromMinutes(5), ErrorIds.AwsServiceError);
        Aws.Requests.Count.ShouldBe(4);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Does_not_send_back_a_token_that_is_too_long(string action)
    {
        Aws.Instead = HostileAnswers.Pages(int.MaxValue, length: 1_000_000);
        await ShouldFailAsync(action, TimeSpan.FromMinutes(5), ErrorIds.AwsServiceError);
        Aws.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task All_pages_share_one_time_limit(string action)
    {
        Aws.Instead = HostileAnswers.Pages(int.MaxValue);
        Aws.Delay = TimeSpan.FromMilliseconds(400);
        await ShouldFailAsync(action, s_limit, ErrorIds.AwsRequestTimeout);
        Aws.Requests.Count.ShouldBeLessThanOrEqualTo(4);
    }

    [SkippableTheory]
    [InlineData("/dev/zero")]
    [InlineData("fifo")]
    public async Task Does_not_read_an_endless_token_file(string path)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows does not have these files.");
        if (path == "fifo")
        {
            path = MakeFifo();
        }

        Environment.Set("AWS_REGION", FakeAws.Region);
        Environment.Set("AWS_ROLE_ARN", Role);
        Environment.Set("AWS_WEB_IDENTITY_TOKEN_FILE", path);
        long start = Stopwatch.GetTimestamp();
        EksConnectorException e = await Should.ThrowAsync<EksConnectorException>(ConnectAsync(new AwsConnectionSource { RequestTimeout = s_limit }));
        e.ErrorId.ShouldBeOneOf(ErrorIds.AwsRequestTimeout, ErrorIds.AwsCredentialInvalid);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(s_limit + TimeSpan.FromSeconds(2));
        Aws.Requests.ShouldBeEmpty();
    }

    [SkippableTheory]
    [InlineData("config", "/dev/zero", ErrorIds.AwsProfileInvalid)]
    [InlineData("credentials", "/dev/zero", ErrorIds.AwsProfileInvalid)]
    [InlineData("config", "fifo", ErrorIds.AwsRequestTimeout)]
    public async Task Does_not_read_an_endless_profile_file(string name, string target, string errorId)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows does not have these files.");
        string path = AwsEnvironment.Write(name, string.Empty);
        File.Delete(path);
        File.CreateSymbolicLink(path, target == "fifo" ? MakeFifo() : target);
        try
        {
            EksConnectorException e = await Should.ThrowAsync<EksConnectorException>(ConnectAsync(Keys with { RequestTimeout = s_limit }));
            e.ErrorId.ShouldBe(errorId, e.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_message_from_AWS_has_no_control_characters(string action)
    {
        const string message = "No.\u001b[31m red\r\nnext\u202e PLANTED-AWS-SECRET-of-the-fake";
        Aws.Fail(action, new FakeAwsFault(400, "Strange\u001b[0mException", message.Replace("\u001b", string.Empty, StringComparison.Ordinal)));
        if (!action.StartsWith("sts:", StringComparison.Ordinal))
        {
            // XML and headers cannot contain all of these characters.
            Aws.Instead = HostileAnswers.Text(400, System.Text.Json.JsonSerializer.Serialize(new { __type = "Strange\u001b[0mException", message }));
        }
        else
        {
            Aws.Instead = HostileAnswers.Text(
                400, "<ErrorResponse><Error><Code>Strange&#x9b;0m</Code><Message>No.&#x9b;31m red&#13;&#10;next&#x202e; PLANTED-AWS-SECRET-of-the-fake</Message></Error></ErrorResponse>");
        }

        EksConnectorException e = await ShouldFailAsync(action, TimeSpan.FromSeconds(20), ErrorIds.AwsRequestInvalid);
        e.Message.ShouldContain("red");
        (e.Message + e.Reason + e.RecommendedAction + string.Concat(Log.Texts)).ShouldNotContain(
            character => char.IsControl(character) || character == '\u202e');
    }

    [Fact]
    public async Task An_AWS_value_cannot_move_the_cursor()
    {
        Aws.Instead = HostileAnswers.Text(
            200, """{"cluster": {"name": "my-cluster", "status": "ACT\u001b[31mIVE\r\nx", "arn": "a\u202eb", "connectorConfig": {"provider": "\u0007", "roleArn": "\u009b0m"}}}""");
        EksCluster cluster = await (await ConnectAsync()).Eks.DescribeClusterAsync("my-cluster", CancellationToken.None);
        cluster.ToString().ShouldNotContain(character => char.IsControl(character) || character == '\u202e');
    }

    [Theory]
    [InlineData("eks:DescribeCluster", """{"cluster": {"name": "my-cluster", "status": "password=PLANTED-1a", "arn": "arn:x token=PLANTED-1a", "connectorConfig": {"provider": "activationCode=PLANTED-1a", "roleArn": "https://u:PLANTED-1a@h/"}}}""")]
    [InlineData("ssm:DescribeActivations", """{"ActivationList": [{"ActivationId": "6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4", "IamRole": "password=PLANTED-1a"}]}""")]
    [InlineData("ssm:DescribeInstanceInformation", """{"InstanceInformationList": [{"InstanceId": "mi-1", "PingStatus": "password=PLANTED-1a", "AgentVersion": "secretKey=PLANTED-1a", "ActivationId": "-code PLANTED-1aXXXXXXXXXXXX"}]}""")]
    [InlineData("sts:GetCallerIdentity", "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>password=PLANTED-1a</Arn><Account>token=PLANTED-1a</Account></GetCallerIdentityResult></GetCallerIdentityResponse>")]
    public async Task Redacts_a_secret_in_an_AWS_value(string action, string body)
    {
        Aws.Instead = HostileAnswers.Text(200, body);
        IAwsSession session = await ConnectAsync();
        string shown = action switch
        {
            "eks:DescribeCluster" => (await session.Eks.DescribeClusterAsync("my-cluster", CancellationToken.None)).ToString(),
            "ssm:DescribeActivations" => (await session.Ssm.FindActivationAsync("6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4", CancellationToken.None))!.ToString(),
            "ssm:DescribeInstanceInformation" => string.Concat(await session.Ssm.FindInstancesAsync("6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4", CancellationToken.None)),
            _ => (await session.Sts.GetCallerIdentityAsync(CancellationToken.None)).ToString(),
        };
        shown.ShouldContain(Redactor.Mask);
        (shown + string.Concat(Log.Texts)).ShouldNotContain("PLANTED");
    }

    [Theory]
    [InlineData("""{"cluster": {"name": "another"}}""", "eks:DescribeCluster")]
    [InlineData("""{"cluster": 5}""", "eks:DescribeCluster")]
    [InlineData("""{"cluster": {"name": 5}}""", "eks:DescribeCluster")]
    [InlineData("""{"cluster": {"name": "my-cluster", "createdAt": 1e300}}""", "eks:DescribeCluster")]
    [InlineData("""{"clusters": ["../x"]}""", "eks:ListClusters")]
    [InlineData("""{"clusters": [null]}""", "eks:ListClusters")]
    [InlineData("""{"InstanceInformationList": [{}]}""", "ssm:DescribeInstanceInformation")]
    [InlineData("""{"InstanceInformationList": [null]}""", "ssm:DescribeInstanceInformation")]
    [InlineData("""{"ActivationList": [{}]}""", "ssm:DescribeActivations")]
    [InlineData("""{"ActivationList": [null]}""", "ssm:DescribeActivations")]
    [InlineData("""{"ActivationList": 5}""", "ssm:DescribeActivations")]
    [InlineData("""{"ActivationList": [5]}""", "ssm:DescribeActivations")]
    [InlineData("""{"InstanceInformationList": {"x": 1}}""", "ssm:DescribeInstanceInformation")]
    [InlineData("[]", "eks:DescribeCluster")]
    [InlineData("[]", "ssm:DescribeActivations")]
    [InlineData("null", "ssm:DescribeInstanceInformation")]
    [InlineData("", "ssm:DescribeActivations")]
    [InlineData("", "eks:ListClusters")]
    [InlineData("", "sts:GetCallerIdentity")]
    [InlineData("", "sts:AssumeRole")]
    [InlineData("<AssumeRoleResponse/>", "sts:AssumeRole")]
    public async Task A_response_of_another_form_is_not_from_AWS(string body, string action)
    {
        Aws.Instead = HostileAnswers.Text(200, body);
        (await ShouldFailAsync(action, TimeSpan.FromSeconds(20), ErrorIds.AwsServiceError)).Category.ShouldBe(FailureCategory.InvalidData);
    }

    [Theory]
    [InlineData("""{"message": {"a": [1]}, "__type": ["x"]}""", "eks:DescribeCluster", 400)]
    [InlineData("""{"message": {"a": [1]}, "__type": ["x"]}""", "ssm:DescribeActivations", 400)]
    [InlineData("""{"message": 5, "__type": {"x": {"y": 1}}}""", "ssm:DescribeActivations", 400)]
    [InlineData("""{"code": [[[1]]], "Message": ["x", {}]}""", "ssm:DescribeActivations", 403)]
    [InlineData("""{"message": [1], "code": {"x": 1}}""", "sso:GetRoleCredentials", 400)]
    [InlineData("""[{"message": "x"}]""", "ssm:DescribeActivations", 400)]
    [InlineData("""{"message": "x" """, "ssm:DescribeActivations", 400)]
    [InlineData("""{"roleCredentials": 5}""", "sso:GetRoleCredentials", 200)]
    [InlineData("""{"roleCredentials": [5]}""", "sso:GetRoleCredentials", 200)]
    [InlineData("""{"roleCredentials": {"accessKeyId": {"x": [1]}, "secretAccessKey": [1]}}""", "sso:GetRoleCredentials", 200)]
    [InlineData("""{"roleCredentials": {"expiration": [1]}}""", "sso:GetRoleCredentials", 200)]
    public async Task Skips_a_nested_value_in_place_of_text_quickly(string body, string action, int status)
    {
        Aws.Instead = HostileAnswers.Text(status, body);
        EksConnectorException e = await Should.ThrowAsync<EksConnectorException>(CallAsync(action, TimeSpan.FromSeconds(10), CancellationToken.None));
        e.ErrorId.ShouldNotBe(ErrorIds.AwsRequestTimeout);
    }

    [Theory]
    [InlineData("AKIA\nX-Evil: 1", null)]
    [InlineData("AKIAFAKEFAKEFAKEFAKE", "PLANTED\r\nX-Evil: 1")]
    public async Task Does_not_send_a_key_that_is_invalid_in_a_header(string id, string? token)
    {
        await ShouldFailAsync(
            "eks:DescribeCluster",
            ErrorIds.AwsCredentialInvalid,
            Keys with { AccessKeyId = id, SessionToken = token is null ? null : new SecretText(token) });
        Aws.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Does_not_quote_a_line_of_the_credentials_file()
    {
        AwsEnvironment.Write("credentials", "[default]\naws_secret_access_key =\nPLANTED/bPxRfiCYEXAMPLEKEYPLANTED1234567890\n");
        await ShouldFailAsync("sts:GetCallerIdentity", ErrorIds.AwsProfileInvalid, new AwsConnectionSource { Region = FakeAws.Region });
    }

    [Fact]
    public async Task Does_not_show_a_password_in_an_address()
    {
        Environment.Set("AWS_ENDPOINT_URL", Aws.Endpoint.Replace("http://", "http://user:PLANTED@", StringComparison.Ordinal));
        Aws.Fail("eks:DescribeCluster", new FakeAwsFault(503, "ServiceUnavailable", "Later."));
        await ShouldFailAsync("eks:DescribeCluster", ErrorIds.AwsServiceError);
    }

    [Theory]
    [InlineData("evil.example/#")]
    [InlineData("x@evil.example")]
    public async Task A_Region_in_an_SSO_profile_cannot_change_the_host(string region)
    {
        AwsConnectionSource source = SignedIn(region);
        Environment.Set("AWS_ENDPOINT_URL", null);
        await ShouldFailAsync("sts:GetCallerIdentity", ErrorIds.AwsProfileInvalid, source);
    }

    private static string MakeFifo()
    {
        string path = Path.Combine(Path.GetTempPath(), "eksconnector-fifo-" + Guid.NewGuid().ToString("N"));
        using var process = Process.Start("mkfifo", path);
        process.WaitForExit();
        return path;
    }

    // The first request has arrived at the fake.
    private async Task ArrivedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Aws.Requests.Count == 0)
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private async Task<EksConnectorException> ShouldFailAsync(string action, TimeSpan limit, params string[] errorIds)
    {
        EksConnectorException e = await Should.ThrowAsync<EksConnectorException>(CallAsync(action, limit, CancellationToken.None));
        errorIds.ShouldContain(e.ErrorId, e.Message);
        e.RecommendedAction.ShouldNotBeNullOrWhiteSpace();
        (e + e.RecommendedAction + string.Concat(Log.Texts)).ShouldNotContain("PLANTED");
        return e;
    }

    private async Task CallAsync(string action, TimeSpan limit, CancellationToken cancellationToken)
    {
        AwsConnectionSource source = action switch
        {
            "sts:AssumeRole" => Keys with { RoleArn = Role },
            "sts:AssumeRoleWithWebIdentity" => new AwsConnectionSource { Region = FakeAws.Region, RoleArn = Role, WebIdentityToken = new SecretText("PLANTED-AWS-SECRET-jwt") },
            "sso:GetRoleCredentials" => SignedIn(),
            _ => Keys,
        };
        IAwsSession session = await ConnectAsync(source with { RequestTimeout = limit }, cancellationToken);
        await AwsCall.CallAsync(session, action, cancellationToken);
    }

    // A sign-in that has not expired, as stored by the AWS CLI.
    private AwsConnectionSource SignedIn(string region = FakeAws.Region)
    {
        const string start = "https://example.awsapps.com/start";
        AwsEnvironment.Write("config", $"""
            [profile sso]
            region = us-west-2
            sso_start_url = {start}
            sso_region = {region}
            sso_account_id = 111122223333
            sso_role_name = Reader
            """);
        Environment.SignIn(start, "PLANTED-AWS-SECRET-sign-in");
        return new AwsConnectionSource { ProfileName = "sso" };
    }
}
