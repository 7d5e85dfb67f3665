using System.Diagnostics;
using EksConnector.Aws;
using EksConnector.Core.Aws;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.Tests.Aws;

[Collection(nameof(AwsGroup))]
public sealed class AwsCredentialTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "PLANTED-AWS-SECRET-base";
    private const string Role = "arn:aws:iam::111122223333:role/reader";

    private readonly AwsEnvironment _environment = new();
    private readonly AwsGateway _gateway = new();
    private readonly RecordingLog _log = new();
    private FakeAws _aws = null!;

    public async Task InitializeAsync()
    {
        _aws = await FakeAws.StartAsync();
        _aws.AddKey("AKIABASE", Secret);
        _aws.Clusters["edge"] = new FakeEksCluster();
        _environment.Set("AWS_ENDPOINT_URL_EKS", _aws.EksEndpoint);
        _environment.Set("AWS_ENDPOINT_URL_STS", _aws.StsEndpoint);
    }

    public async Task DisposeAsync() => await _aws.DisposeAsync();

    public void Dispose()
    {
        _gateway.Dispose();
        _environment.Dispose();
    }

    [Fact]
    public async Task A_profile_assumes_its_role_with_the_keys_of_its_source()
    {
        WriteProfiles();

        // Another identity in the environment, which must not be used for the role.
        _environment.Set("AWS_ACCESS_KEY_ID", "AKIAOTHER");
        _environment.Set("AWS_SECRET_ACCESS_KEY", "PLANTED-AWS-SECRET-other");
        await DescribeAsync(new AwsConnectionSource { ProfileName = "reader" });
        Actions().ShouldBe(["sts:AssumeRole by AKIABASE", "eks:DescribeCluster by ASIA"]);
    }

    [Fact]
    public async Task Assumes_a_role_through_another_role()
    {
        WriteProfiles();
        await DescribeAsync(new AwsConnectionSource { ProfileName = "chained" });
        Actions().ShouldBe(["sts:AssumeRole by AKIABASE", "sts:AssumeRole by ASIA", "eks:DescribeCluster by ASIA"]);
    }

    [Fact]
    public async Task Uses_the_profile_in_AWS_PROFILE()
    {
        WriteProfiles();
        _environment.Set("AWS_PROFILE", "reader");
        (await DescribeAsync(new AwsConnectionSource())).Region.ShouldBe("eu-central-1");
    }

    [Fact]
    public async Task Uses_the_endpoints_in_the_services_section_of_a_profile()
    {
        _environment.Set("AWS_ENDPOINT_URL_EKS", null);
        _environment.Set("AWS_ENDPOINT_URL_STS", null);
        WriteProfiles();
        await DescribeAsync(new AwsConnectionSource { ProfileName = "services" });
        Actions().ShouldBe(["sts:AssumeRole by AKIABASE", "eks:DescribeCluster by ASIA"]);
    }

    [Fact]
    public async Task The_second_session_reuses_credentials_of_the_first()
    {
        WriteProfiles();
        await DescribeAsync(new AwsConnectionSource { ProfileName = "reader" });
        await DescribeAsync(new AwsConnectionSource { ProfileName = "reader" });
        Actions().Count(action => action.StartsWith("sts:", StringComparison.Ordinal)).ShouldBe(1);

        // A change of the files is detected.
        WriteProfiles("# changed\n");
        await DescribeAsync(new AwsConnectionSource { ProfileName = "reader" });
        Actions().Count(action => action.StartsWith("sts:", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task A_refusal_makes_the_next_session_reload_credentials()
    {
        WriteProfiles();
        _aws.Denied["eks:DescribeCluster"] = true;
        await ShouldFailAsync(new AwsConnectionSource { ProfileName = "reader" }, ErrorIds.AwsAccessDenied);
        _aws.Denied.Clear();
        await DescribeAsync(new AwsConnectionSource { ProfileName = "reader" });
        Actions().Count(action => action.StartsWith("sts:", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Reports_a_role_that_cannot_be_assumed()
    {
        WriteProfiles();
        _aws.Denied["sts:AssumeRole"] = true;
        EksConnectorException e = await ShouldFailAsync(new AwsConnectionSource { ProfileName = "reader" }, ErrorIds.AwsAccessDenied);
        e.Message.ShouldContain("sts:AssumeRole");
    }

    [Fact]
    public async Task Assumes_the_role_of_a_specified_web_identity_token()
    {
        await DescribeAsync(new AwsConnectionSource
        {
            Region = "eu-west-1",
            RoleArn = Role,
            WebIdentityToken = new SecretText("PLANTED-AWS-SECRET-jwt"),
        });
        Actions().ShouldBe(["sts:AssumeRoleWithWebIdentity by anonymous", "eks:DescribeCluster by ASIA"]);
    }

    [Fact]
    public async Task Assumes_the_role_of_a_web_identity_token_file_in_the_environment()
    {
        _environment.Set("AWS_REGION", "eu-west-1");
        _environment.Set("AWS_ROLE_ARN", Role);
        _environment.Set("AWS_WEB_IDENTITY_TOKEN_FILE", AwsEnvironment.Write("token", "PLANTED-AWS-SECRET-jwt\n"));
        await DescribeAsync(new AwsConnectionSource());
        Actions().ShouldBe(["sts:AssumeRoleWithWebIdentity by anonymous", "eks:DescribeCluster by ASIA"]);
    }

    [Fact]
    public async Task Reports_a_missing_web_identity_token_file()
    {
        _environment.Set("AWS_REGION", "eu-west-1");
        _environment.Set("AWS_ROLE_ARN", Role);
        _environment.Set("AWS_WEB_IDENTITY_TOKEN_FILE", Path.GetFullPath("/not/there"));
        await ShouldFailAsync(new AwsConnectionSource(), ErrorIds.AwsCredentialInvalid);
    }

    [Fact]
    public async Task Uses_access_keys_from_the_environment()
    {
        _environment.Set("AWS_DEFAULT_REGION", "eu-west-1");
        _environment.Set("AWS_ACCESS_KEY_ID", "AKIABASE");
        _environment.Set("AWS_SECRET_ACCESS_KEY", Secret);
        await DescribeAsync(new AwsConnectionSource());
        Actions().ShouldBe(["eks:DescribeCluster by AKIABASE"]);
    }

    [Fact]
    public async Task Assumes_a_role_with_the_specified_keys()
    {
        await DescribeAsync(new AwsConnectionSource
        {
            Region = "eu-west-1",
            RoleArn = Role,
            AccessKeyId = "AKIABASE",
            SecretAccessKey = new SecretText(Secret),
        });
        Actions().ShouldBe(["sts:AssumeRole by AKIABASE", "eks:DescribeCluster by ASIA"]);
    }

    [SkippableFact]
    public async Task Uses_the_credential_process_of_a_profile()
    {
        Skip.If(OperatingSystem.IsWindows(), "The process of the test is a shell script.");
        string answer = AwsEnvironment.Write(
            "answer.json", $$"""{"Version": 1, "AccessKeyId": "AKIABASE", "SecretAccessKey": "{{Secret}}"}""");
        AwsEnvironment.Write("config", $"[profile process]\nregion = eu-west-1\ncredential_process = /bin/cat {answer}\n");
        await DescribeAsync(new AwsConnectionSource { ProfileName = "process" });
    }

    [SkippableFact]
    public async Task Reports_a_failing_credential_process_without_its_output()
    {
        Skip.If(OperatingSystem.IsWindows(), "The process of the test is a shell script.");
        string script = AwsEnvironment.Write("fail.sh", "echo PLANTED-AWS-SECRET >&2; exit 3\n");
        AwsEnvironment.Write("config", $"[profile process]\nregion = eu-west-1\ncredential_process = /bin/sh {script}\n");
        await ShouldFailAsync(new AwsConnectionSource { ProfileName = "process" }, ErrorIds.AwsCredentialProcessFailed);
    }

    [SkippableFact]
    public async Task A_hanging_credential_process_ends_at_the_timeout()
    {
        Skip.If(OperatingSystem.IsWindows(), "The process of the test is a shell script.");
        AwsEnvironment.Write("config", "[profile process]\nregion = eu-west-1\ncredential_process = /bin/sleep 20\n");
        long start = Stopwatch.GetTimestamp();
        await ShouldFailAsync(
            new AwsConnectionSource { ProfileName = "process", RequestTimeout = TimeSpan.FromSeconds(1) }, ErrorIds.AwsRequestTimeout);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Uses_the_credentials_of_the_container()
    {
        _environment.Set("AWS_REGION", "eu-west-1");
        _environment.Set("AWS_CONTAINER_CREDENTIALS_FULL_URI", _aws.ContainerCredentials);
        await DescribeAsync(new AwsConnectionSource());
        Actions().ShouldBe(["container by anonymous", "eks:DescribeCluster by ASIA"]);
    }

    [Fact]
    public async Task Reports_missing_credentials_immediately() =>
        await ShouldFailAsync(new AwsConnectionSource { Region = "eu-west-1" }, ErrorIds.AwsCredentialMissing);

    [Fact]
    public async Task Does_not_wait_for_missing_instance_metadata()
    {
        _environment.Set("AWS_EC2_METADATA_DISABLED", null);
        _environment.Set("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://192.0.2.1");
        long start = Stopwatch.GetTimestamp();
        await ShouldFailAsync(new AwsConnectionSource { Region = "eu-west-1" }, ErrorIds.AwsCredentialMissing);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Reports_a_missing_Region()
    {
        _environment.Set("AWS_ACCESS_KEY_ID", "AKIABASE");
        _environment.Set("AWS_SECRET_ACCESS_KEY", Secret);
        await ShouldFailAsync(new AwsConnectionSource(), ErrorIds.AwsRegionMissing);
    }

    [Theory]
    [InlineData("eu west")]
    [InlineData("-region")]
    [InlineData("evil.example/")]
    [InlineData("EU-WEST-1")]
    public async Task Rejects_an_invalid_Region(string region) =>
        await ShouldFailAsync(new AwsConnectionSource { Region = region }, ErrorIds.AwsRegionInvalid);

    [Theory]
    [InlineData("nothing", ErrorIds.AwsProfileInvalid)]
    [InlineData("sourceless", ErrorIds.AwsProfileInvalid)]
    [InlineData("loop", ErrorIds.AwsProfileInvalid)]
    [InlineData("mfa", ErrorIds.AwsProfileInvalid)]
    [InlineData("login", ErrorIds.AwsProfileInvalid)]
    [InlineData("sso", ErrorIds.AwsTokenExpired)]
    public async Task Reports_an_unusable_profile(string profile, string errorId)
    {
        WriteProfiles();
        EksConnectorException e = await ShouldFailAsync(new AwsConnectionSource { Region = "eu-west-1", ProfileName = profile }, errorId);
        e.Message.ShouldNotContain("AWSSDK");
    }

    [Fact]
    public async Task Rejects_parts_that_do_not_belong_together()
    {
        await ShouldFailAsync(new AwsConnectionSource { AccessKeyId = "AKIABASE" }, ErrorIds.InvalidParameter);
        await ShouldFailAsync(new AwsConnectionSource { SessionToken = new SecretText(Secret) }, ErrorIds.InvalidParameter);
        await ShouldFailAsync(new AwsConnectionSource { WebIdentityToken = new SecretText(Secret) }, ErrorIds.InvalidParameter);
        await ShouldFailAsync(new AwsConnectionSource { RequestTimeout = TimeSpan.Zero }, ErrorIds.InvalidParameter);
        await ShouldFailAsync(new AwsConnectionSource { EndpointUrl = "eks.example" }, ErrorIds.AwsEndpointInvalid);
    }

    [Fact]
    public void A_connection_source_does_not_reveal_its_secrets() => new AwsConnectionSource
    {
        AccessKeyId = "AKIABASE",
        SecretAccessKey = new SecretText(Secret),
        SessionToken = new SecretText(Secret),
        WebIdentityToken = new SecretText(Secret),
    }.ToString().ShouldNotContain("PLANTED");

    private void WriteProfiles(string more = "") => AwsEnvironment.Write("config", $"""
        {more}[profile base]
        aws_access_key_id = AKIABASE
        aws_secret_access_key = {Secret}

        [profile reader]
        role_arn = {Role}
        source_profile = base
        region = eu-central-1

        [profile chained]
        role_arn = arn:aws:iam::111122223333:role/second
        source_profile = reader
        region = eu-central-1

        [profile services]
        role_arn = {Role}
        source_profile = base
        region = eu-central-1
        services = fake

        [services fake]
        eks =
          endpoint_url = {_aws.EksEndpoint}
        sts =
          endpoint_url = {_aws.StsEndpoint}

        [profile sourceless]
        role_arn = {Role}

        [profile loop]
        role_arn = {Role}
        source_profile = loop

        [profile mfa]
        role_arn = {Role}
        source_profile = base
        mfa_serial = arn:aws:iam::111122223333:mfa/tester

        [profile login]
        login_session = arn:aws:iam::111122223333:user/tester

        [profile sso]
        sso_start_url = https://example.awsapps.com/start
        sso_region = eu-west-1
        sso_account_id = 111122223333
        sso_role_name = Reader
        """);

    private List<string> Actions() => _aws.Requests
        .Select(request => $"{request.Action} by {(request.AccessKeyId is { } id ? id.StartsWith("ASIA", StringComparison.Ordinal) ? "ASIA" : id : "anonymous")}")
        .ToList();

    private async Task<IAwsSession> DescribeAsync(AwsConnectionSource source)
    {
        IAwsSession session = await _gateway.ConnectAsync(source, _log, CancellationToken.None);
        (await session.Eks.DescribeClusterAsync("edge", CancellationToken.None)).Name.ShouldBe("edge");
        string.Concat(_log.Texts).ShouldNotContain("PLANTED");
        return session;
    }

    private async Task<EksConnectorException> ShouldFailAsync(AwsConnectionSource source, params string[] errorIds)
    {
        EksConnectorException e = await Should.ThrowAsync<EksConnectorException>(async () =>
        {
            IAwsSession session = await _gateway.ConnectAsync(source, _log, CancellationToken.None);
            await session.Eks.DescribeClusterAsync("edge", CancellationToken.None);
        });
        errorIds.ShouldContain(e.ErrorId, e.Message);
        e.RecommendedAction.ShouldNotBeNullOrWhiteSpace();
        (e + e.RecommendedAction + string.Concat(_log.Texts)).ShouldNotContain("PLANTED");
        return e;
    }
}
