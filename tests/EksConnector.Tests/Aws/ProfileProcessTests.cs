using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using EksConnector.Aws.Credentials;
using EksConnector.Core;
using EksConnector.Core.Aws;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.Tests.Aws;

/// <summary>The <c>credential_process</c> of a profile: what it returns, and what happens if it does not end.</summary>
[Collection(nameof(AwsGroup))]
public sealed class ProfileProcessTests : AwsEnvironmentTest
{
    private const string Secret = "PLANTED-AWS-SECRET-base";
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    private static AwsConnectionSource Profile { get; } = new() { ProfileName = "process", RequestTimeout = s_timeout };

    [SkippableFact]
    public async Task A_role_is_assumed_with_the_credentials_of_the_process_of_its_source_profile()
    {
        Aws.AddKey("AKIABASE", Secret);
        Write($$"""printf '%s' '{"Version": 1, "AccessKeyId": "AKIABASE", "SecretAccessKey": "{{Secret}}",}'""");
        await AwsCall.CallAsync(await ConnectAsync(Profile with { ProfileName = "role" }), "eks:DescribeCluster");
        Aws.Requests.Select(request => (request.Action, request.AccessKeyId?[..4]))
            .ShouldBe([("sts:AssumeRole", "AKIA"), ("eks:DescribeCluster", "ASIA")]);
    }

    [SkippableFact]
    public async Task Runs_the_process_again_before_the_credentials_expire()
    {
        string runs = AwsEnvironment.Write("runs", string.Empty);
        string expiration = DateTime.UtcNow.AddMinutes(10).ToString("O", CultureInfo.InvariantCulture);
        string later = DateTime.UtcNow.AddHours(1).ToString("O", CultureInfo.InvariantCulture);
        ProfileProcess expiring = Make($$"""echo run >> {{runs}}; printf '%s' '{"Version": 1, "AccessKeyId": "AKIA1", "SecretAccessKey": "s", "SessionToken": "t", "Expiration": "{{expiration}}"}'""");
        (await expiring.GetCredentialsAsync()).Token.ShouldBe("t");
        await expiring.GetCredentialsAsync();
        await UntilAsync(() => File.ReadAllLines(runs).Length >= 2);

        await File.WriteAllTextAsync(runs, string.Empty);
        ProfileProcess valid = Make($$"""echo run >> {{runs}}; printf '%s' '{"Version": 1, "AccessKeyId": "AKIA1", "SecretAccessKey": "s", "Expiration": "{{later}}"}'""");
        await valid.GetCredentialsAsync();
        await valid.GetCredentialsAsync();
        (await File.ReadAllLinesAsync(runs)).Length.ShouldBe(1);
    }

    [SkippableTheory]
    [InlineData("""{"Version": 2, "AccessKeyId": "PLANTED", "SecretAccessKey": "PLANTED"}""", "unsupported version")]
    [InlineData("""{"AccessKeyId": "PLANTED", "SecretAccessKey": "PLANTED"}""", "unsupported version")]
    [InlineData("""{"Version": 1, "AccessKeyId": "PLANTED"}""", "no access key")]
    [InlineData("""{"Version": 1, "AccessKeyId": "PLANTED", "SecretAccessKey": 5}""", "invalid output")]
    [InlineData("""{"Version": 1, "AccessKeyId": "PLANTED", "SecretAccessKey": "PLANTED", "Expiration": "PLANTED"}""", "invalid output")]
    [InlineData("PLANTED", "invalid output")]
    [InlineData("[]", "invalid output")]
    [InlineData("", "invalid output")]
    public async Task Rejects_other_output_without_quoting_it(string output, string reason)
    {
        Write($"printf '%s' '{output}'");
        (await ShouldFailAsync()).Message.ShouldContain(reason);
    }

    [SkippableFact]
    public async Task A_process_that_does_not_end_is_stopped_at_the_timeout_with_its_child_processes()
    {
        string pid = WriteHanging();
        EksConnectorException e = await Should.ThrowAsync<EksConnectorException>(ConnectAsync(Profile with { RequestTimeout = TimeSpan.FromSeconds(3) }));
        e.ErrorId.ShouldBe(ErrorIds.AwsRequestTimeout);
        e.RecommendedAction.ShouldContain("credential_process");
        await HasEndedAsync(pid);
    }

    [SkippableFact]
    public async Task Canceling_stops_the_process_and_its_child_processes()
    {
        string pid = WriteHanging();
        using var stop = new CancellationTokenSource();
        Task connecting = ConnectAsync(Profile, stop.Token);
        await UntilAsync(() => File.ReadAllText(pid).EndsWith('\n'));
        long start = Stopwatch.GetTimestamp();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(connecting);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        await HasEndedAsync(pid);
    }

    [SkippableFact]
    public async Task A_process_with_endless_output_is_stopped()
    {
        string pid = AwsEnvironment.Write("pid", string.Empty);
        Write($"echo $$ > {pid}; exec cat /dev/zero");
        (await ShouldFailAsync()).Message.ShouldContain("wrote more than 1024 KiB");
        await HasEndedAsync(pid);
    }

    [SkippableFact]
    public async Task A_failure_names_the_exit_code_and_not_the_output()
    {
        Write("echo PLANTED; echo PLANTED >&2; exit 3");
        EksConnectorException e = await ShouldFailAsync();
        e.Message.ShouldContain("failed with exit code 3");
        e.Message.ShouldContain("'process'");
    }

    [Fact]
    public async Task Recommends_an_alternative_if_no_program_can_be_started()
    {
        foreach (Exception cause in new Exception[] { new Win32Exception(5), new PlatformNotSupportedException("PLANTED"), new UnauthorizedAccessException("PLANTED") })
        {
            using var process = new ProfileProcess("process", "helper --key PLANTED", s_timeout, new ForbiddingLauncher(cause));
            EksConnectorException e = await Should.ThrowAsync<EksConnectorException>(process.GetCredentialsAsync());
            e.ErrorId.ShouldBe(ErrorIds.AwsCredentialProcessFailed);
            e.Message.ShouldContain("could not be started");
            e.RecommendedAction.ShouldContain("Azure Automation");
            (e + e.RecommendedAction).ShouldNotContain("PLANTED");
        }
    }

    private static ProfileProcess Make(string command)
    {
        Skip.If(OperatingSystem.IsWindows(), "The process of the test is a shell script.");
        return new ProfileProcess("process", command, s_timeout, new ProcessLauncher());
    }

    private static void Write(string script)
    {
        Skip.If(OperatingSystem.IsWindows(), "The process of the test is a shell script.");
        string path = AwsEnvironment.Write("helper.sh", script + "\n");
        AwsEnvironment.Write("config", $"""
            [profile process]
            region = {FakeAws.Region}
            credential_process = /bin/sh "{path}"
            [profile role]
            region = {FakeAws.Region}
            role_arn = arn:aws:iam::111122223333:role/reader
            source_profile = process
            """);
    }

    // A program that waits for a child process, whose ID is in the file.
    private static string WriteHanging()
    {
        string pid = AwsEnvironment.Write("pid", string.Empty);
        Write($"sleep 600 &\necho $! > {pid}\nwait");
        return pid;
    }

    private static async Task HasEndedAsync(string pid)
    {
        int id = int.Parse(await File.ReadAllTextAsync(pid), CultureInfo.InvariantCulture);
        try
        {
            using var process = Process.GetProcessById(id);
            await process.WaitForExitAsync().WaitAsync(s_timeout);
        }
        catch (ArgumentException)
        {
            // The process has already ended.
        }
    }

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        using var limit = new CancellationTokenSource(s_timeout);
        while (!isTrue())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private Task<EksConnectorException> ShouldFailAsync() => ShouldFailAsync("sts:GetCallerIdentity", ErrorIds.AwsCredentialProcessFailed, Profile);

    private sealed class ForbiddingLauncher(Exception cause) : ProcessLauncher
    {
        public override Process Start(ProcessStartInfo start) => throw cause;
    }
}
