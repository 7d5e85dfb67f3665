using System.Diagnostics;
using EksConnector.Core.Aws;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.Tests.Aws;

/// <summary>Whatever a server does, a call ends: in time, with little memory, and at once where it is cancelled.</summary>
[Collection(nameof(AwsGroup))]
public sealed class AwsLimitTests : AwsTest
{
    private const string Role = "arn:aws:iam::111122223333:role/reader";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    public static TheoryData<string> Services => AwsCall.OneOfEachService;

    public static TheoryData<string> Lists { get; } = ["eks:ListClusters", "ssm:DescribeActivations", "ssm:DescribeInstanceInformation"];

    /// <summary>Calls of each service, and of those that give credentials.</summary>
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
    public async Task A_body_without_an_end_is_refused(string action, int status)
    {
        long most = 0;
        Aws.Instead = HostileAnswers.EndlessBody(status, sent => most = Math.Max(most, sent));
        EksConnectorException e = await FailsAsync(action, TimeSpan.FromSeconds(20), ErrorIds.AwsServiceError);
        e.Category.ShouldBe(FailureCategory.InvalidData);
        e.Message.ShouldContain("longer");
        e.RecommendedAction.ShouldContain("AWS_ENDPOINT_URL_");

        // What the sockets hold comes on top.
        most.ShouldBeLessThan(64 * 1024 * 1024);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_body_that_says_that_it_is_too_long_is_not_waited_for(string action)
    {
        Aws.Instead = HostileAnswers.LongBody;
        (await FailsAsync(action, TimeSpan.FromSeconds(20), ErrorIds.AwsServiceError)).Message.ShouldContain("longer");
    }

    [Theory]
    [MemberData(nameof(AllByStatus))]
    public async Task A_body_that_comes_byte_by_byte_ends_with_the_time_limit(string action, int status)
    {
        Aws.Instead = HostileAnswers.ByteByByte(status);
        long start = Stopwatch.GetTimestamp();
        (await FailsAsync(action, s_limit, ErrorIds.AwsRequestTimeout)).Category.ShouldBe(FailureCategory.OperationTimeout);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(s_limit + TimeSpan.FromSeconds(2));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_body_that_comes_byte_by_byte_ends_with_the_token(string action)
    {
        Aws.Instead = HostileAnswers.ByteByByte(200);
        using var stop = new CancellationTokenSource();
        Task call = MakeAsync(action, TimeSpan.FromMinutes(5), stop.Token);
        await ArrivedAsync();
        await stop.CancelAsync();
        long start = Stopwatch.GetTimestamp();
        (await Should.ThrowAsync<OperationCanceledException>(call)).CancellationToken.ShouldBe(stop.Token);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_hour_until_the_next_attempt_is_not_waited_for(string action)
    {
        Aws.Instead = HostileAnswers.Later;
        long start = Stopwatch.GetTimestamp();
        await FailsAsync(action, s_limit, ErrorIds.AwsRequestTimeout, ErrorIds.AwsServiceError);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(s_limit + TimeSpan.FromSeconds(2));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Pages_without_an_end_are_refused(string action)
    {
        Aws.Instead = HostileAnswers.Pages(int.MaxValue);
        EksConnectorException e = await FailsAsync(action, TimeSpan.FromMinutes(5), ErrorIds.AwsServiceError);
        e.Category.ShouldBe(FailureCategory.InvalidData);
        Aws.Requests.Count.ShouldBeLessThanOrEqualTo(1001);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Pages_that_lead_in_a_circle_are_refused(string action)
    {
        Aws.Instead = HostileAnswers.Pages(3);
        await FailsAsync(action, TimeSpan.FromMinutes(5), ErrorIds.AwsServiceError);
        Aws.Requests.Count.ShouldBe(4);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_token_that_is_too_long_is_not_sent_back(string action)
    {
        Aws.Instead = HostileAnswers.Pages(int.MaxValue, length: 1_000_000);
        await FailsAsync(action, TimeSpan.FromMinutes(5), ErrorIds.AwsServiceError);
        Aws.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task All_pages_share_one_time_limit(string action)
    {
        Aws.Instead = HostileAnswers.Pages(int.MaxValue);
        Aws.Delay = TimeSpan.FromMilliseconds(400);
        long start = Stopwatch.GetTimestamp();
        await FailsAsync(action, s_limit, ErrorIds.AwsRequestTimeout);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(s_limit + TimeSpan.FromSeconds(2));
    }

    [SkippableTheory]
    [InlineData("/dev/zero")]
    [InlineData("fifo")]
    public async Task A_token_file_without_an_end_is_not_read_to_it(string path)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such files.");
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
    public async Task A_profile_file_without_an_end_is_not_read_to_it(string name, string target, string errorId)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such files.");
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

    private static string MakeFifo()
    {
        string path = Path.Combine(Path.GetTempPath(), "eksconnector-fifo-" + Guid.NewGuid().ToString("N"));
        using var process = Process.Start("mkfifo", path);
        process.WaitForExit();
        return path;
    }

    // The first request stands before the fake.
    private async Task ArrivedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Aws.Requests.Count == 0)
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private async Task<EksConnectorException> FailsAsync(string action, TimeSpan limit, params string[] errorIds)
    {
        EksConnectorException e = await Should.ThrowAsync<EksConnectorException>(MakeAsync(action, limit, CancellationToken.None));
        errorIds.ShouldContain(e.ErrorId, e.Message);
        e.RecommendedAction.ShouldNotBeNullOrWhiteSpace();
        (e + e.RecommendedAction + string.Concat(Log.Texts)).ShouldNotContain("PLANTED");
        return e;
    }

    private async Task MakeAsync(string action, TimeSpan limit, CancellationToken cancellationToken)
    {
        AwsConnectionSource source = action switch
        {
            "sts:AssumeRole" => Keys with { RoleArn = Role },
            "sts:AssumeRoleWithWebIdentity" => new AwsConnectionSource { Region = FakeAws.Region, RoleArn = Role, WebIdentityToken = new SecretText("PLANTED-AWS-SECRET-jwt") },
            "sso:GetRoleCredentials" => SignedIn(),
            _ => Keys,
        };
        IAwsSession session = await ConnectAsync(source with { RequestTimeout = limit }, cancellationToken);
        await AwsCall.MakeAsync(session, action, cancellationToken);
    }

    // A sign-in that has not expired, as the AWS CLI leaves it behind.
    private AwsConnectionSource SignedIn()
    {
        const string start = "https://example.awsapps.com/start";
        AwsEnvironment.Write("config", $"""
            [profile sso]
            region = us-west-2
            sso_start_url = {start}
            sso_region = us-west-2
            sso_account_id = 111122223333
            sso_role_name = Reader
            """);
        Environment.SignIn(start, "PLANTED-AWS-SECRET-sign-in");
        return new AwsConnectionSource { ProfileName = "sso" };
    }
}
