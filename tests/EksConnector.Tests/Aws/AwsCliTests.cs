using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.Tests.Aws;

/// <summary>The AWS CLI can use the fake: it reads its responses and signs its requests. The CLI of Debian takes precedence over others on the PATH.</summary>
public sealed class AwsCliTests : IAsyncLifetime
{
    private const string Activation = "6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4";

    private FakeAws _aws = null!;

    public async Task InitializeAsync()
    {
        _aws = await FakeAws.StartAsync();
        await _aws.EnterAsync("healthy");
    }

    public async Task DisposeAsync() => await _aws.DisposeAsync();

    [SkippableFact]
    public async Task The_CLI_describes_a_cluster()
    {
        JsonNode cluster = (await ReadAsync("eks", "describe-cluster", "--name", "my-cluster"))["cluster"]!;
        ((string?)cluster["name"]).ShouldBe("my-cluster");
        ((string?)cluster["status"]).ShouldBe("ACTIVE");
        ((string?)cluster["connectorConfig"]!["activationId"]).ShouldBe(Activation);
        Time(cluster["connectorConfig"]!["activationExpiry"]!).ShouldBeGreaterThan(DateTimeOffset.UtcNow);
    }

    [SkippableFact]
    public async Task The_CLI_lists_connected_clusters_in_pages()
    {
        _aws.Clusters["second"] = new FakeEksCluster();
        _aws.PageSize = 1;
        JsonNode answer = await ReadAsync("eks", "list-clusters", "--include", "all");
        answer["clusters"]!.AsArray().Select(name => (string?)name).ShouldBe(["my-cluster", "second"]);
        _aws.Requests.Count.ShouldBe(2);
    }

    [SkippableFact]
    public async Task The_CLI_describes_activations()
    {
        JsonNode activation = (await ReadAsync(
            "ssm", "describe-activations", "--filters", "FilterKey=ActivationIds,FilterValues=" + Activation))["ActivationList"]![0]!;
        ((string?)activation["ActivationId"]).ShouldBe(Activation);
        ((int)activation["RegistrationsCount"]!).ShouldBe(2);
        ((int)activation["RegistrationLimit"]!).ShouldBe(2);
        ((bool)activation["Expired"]!).ShouldBeFalse();
    }

    [SkippableFact]
    public async Task The_CLI_describes_instances()
    {
        JsonArray instances = (await ReadAsync(
            "ssm", "describe-instance-information", "--filters", "Key=ActivationIds,Values=" + Activation))["InstanceInformationList"]!.AsArray();
        instances.Select(instance => (string?)instance!["InstanceId"])
            .ShouldBe(["eks_c:my-cluster_b5c81f52067a0041c", "eks_c:my-cluster_f891281733c1a3c86"]);
        instances.ShouldAllBe(instance => (string?)instance!["PingStatus"] == "Online");
    }

    [SkippableFact]
    public async Task Returns_the_caller() =>
        ((string?)(await ReadAsync("sts", "get-caller-identity"))["Arn"]).ShouldBe("arn:aws:iam::111122223333:user/tester");

    [SkippableTheory]
    [InlineData("AccessDeniedException", "eks", "describe-cluster", "--name", "my-cluster")]
    [InlineData("AccessDeniedException", "ssm", "describe-activations")]
    [InlineData("AccessDenied", "sts", "get-caller-identity")]
    public async Task The_CLI_reads_errors(string code, params string[] arguments)
    {
        foreach (string action in new[] { "eks:DescribeCluster", "ssm:DescribeActivations", "sts:GetCallerIdentity" })
        {
            _aws.Denied[action] = true;
        }

        (int exitCode, _, string errors) = await RunAsync(arguments);
        exitCode.ShouldNotBe(0);
        errors.ShouldContain($"An error occurred ({code})");
        errors.ShouldContain("is not authorized to perform");
    }

    private async Task<JsonNode> ReadAsync(params string[] arguments)
    {
        (int exitCode, string output, string errors) = await RunAsync(arguments);
        errors.ShouldBeEmpty();
        exitCode.ShouldBe(0);
        return JsonNode.Parse(output)!;
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments)
    {
        string? cli = Find();
        Skip.If(cli is null, "The AWS CLI was not found on the PATH.");
        var start = new ProcessStartInfo(
            cli, [.. arguments, "--endpoint-url", _aws.Endpoint, "--region", FakeAws.Region, "--output", "json"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach ((string name, string? value) in _aws.Environment)
        {
            // Before .NET 9, null sets an empty value instead of removing the variable.
            start.Environment.Remove(name);
            if (value is not null)
            {
                start.Environment[name] = value;
            }
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output, (await errors).Trim());
    }

    // Version 1 of the CLI prints the number of the API, and version 2 prints a text.
    private static DateTimeOffset Time(JsonNode value) => value.GetValueKind() == JsonValueKind.Number
        ? DateTimeOffset.UnixEpoch.AddSeconds((double)value)
        : (DateTimeOffset)value;

    private static string? Find()
    {
        string name = OperatingSystem.IsWindows() ? "aws.exe" : "aws";
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Prepend("/usr/bin").Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
