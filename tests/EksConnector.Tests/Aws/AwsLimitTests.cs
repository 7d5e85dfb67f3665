using System.Diagnostics;
using EksConnector.Core.Aws;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.Tests.Aws;

/// <summary>Every call ends, whatever the server does: within its time limit, with little memory, and immediately if it is canceled.</summary>
[Collection(nameof(AwsGroup))]
public sealed class AwsLimitTests : AwsEnvironmentTest
{
    private const string SignIn = "sso:GetRoleCredentials";

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public Task Rejects_an_endless_body(int status) => RejectsAnEndlessBodyAsync(SignIn, status);

    [Fact]
    public Task Does_not_read_a_body_whose_declared_length_is_too_long() => DoesNotReadALongBodyAsync(SignIn);

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public Task A_body_sent_byte_by_byte_ends_at_the_timeout(int status) => EndsAtTheTimeoutAsync(SignIn, status);

    [Fact]
    public Task A_body_sent_byte_by_byte_ends_on_cancellation() => EndsOnCancellationAsync(SignIn);

    [Fact]
    public Task Does_not_wait_an_hour_for_the_next_attempt() => DoesNotWaitAnHourAsync(SignIn);

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
        EksConnectorException e = await Should.ThrowAsync<EksConnectorException>(ConnectAsync(new AwsConnectionSource { RequestTimeout = Limit }));
        e.ErrorId.ShouldBeOneOf(ErrorIds.AwsRequestTimeout, ErrorIds.AwsCredentialInvalid);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(Limit + TimeSpan.FromSeconds(2));
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
            EksConnectorException e = await Should.ThrowAsync<EksConnectorException>(ConnectAsync(Keys with { RequestTimeout = Limit }));
            e.ErrorId.ShouldBe(errorId, e.Message);
        }
        finally
        {
            File.Delete(path);
        }
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

    protected override AwsConnectionSource SourceFor(string action) => action == SignIn ? SignedIn() : base.SourceFor(action);

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
