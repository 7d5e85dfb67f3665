using System.Diagnostics;
using EksConnector.Core.Aws;
using EksConnector.FakeCluster.Aws;
using Microsoft.AspNetCore.Http;

namespace EksConnector.Tests.Aws;

/// <summary>Whatever the server answers: a list ends, a value is plain text without a secret, and another form is an error.</summary>
public sealed class AwsAnswerTests : AwsBodyTest
{
    public static TheoryData<string> Services => AwsCall.OneOfEachService;

    public static TheoryData<string> Lists { get; } = ["eks:ListClusters", "ssm:DescribeActivations", "ssm:DescribeInstanceInformation"];

    /// <summary>A call of each service, and those of STS that provide credentials.</summary>
    public static TheoryData<string> All { get; } =
        ["eks:DescribeCluster", "ssm:DescribeActivations", "sts:GetCallerIdentity", "sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"];

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
    public Task Rejects_an_endless_body(string action, int status) => RejectsAnEndlessBodyAsync(action, status);

    [Theory]
    [MemberData(nameof(All))]
    public Task Does_not_read_a_body_whose_declared_length_is_too_long(string action) => DoesNotReadALongBodyAsync(action);

    [Theory]
    [MemberData(nameof(AllByStatus))]
    public Task A_body_sent_byte_by_byte_ends_at_the_timeout(string action, int status) => EndsAtTheTimeoutAsync(action, status);

    [Theory]
    [MemberData(nameof(All))]
    public Task A_body_sent_byte_by_byte_ends_on_cancellation(string action) => EndsOnCancellationAsync(action);

    [Theory]
    [MemberData(nameof(All))]
    public Task Does_not_wait_an_hour_for_the_next_attempt(string action) => DoesNotWaitAnHourAsync(action);

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
        await ShouldFailAsync(action, Limit, ErrorIds.AwsRequestTimeout);
        Aws.Requests.Count.ShouldBeLessThanOrEqualTo(4);
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
}
