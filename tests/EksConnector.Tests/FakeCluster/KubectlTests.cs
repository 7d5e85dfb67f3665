using System.Diagnostics;
using EksConnector.FakeCluster;

namespace EksConnector.Tests.FakeCluster;

/// <summary>kubectl works with the fake cluster.</summary>
public sealed class KubectlTests : IAsyncLifetime
{
    private static readonly string? s_kubectl = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "kubectl.exe" : "kubectl"))
        .FirstOrDefault(File.Exists);

    private FakeKubernetes _fake = null!;

    public async Task InitializeAsync() => _fake = await FakeKubernetes.StartAsync(new FakeOptions { Clusters = 1 });

    public async Task DisposeAsync() => await _fake.DisposeAsync();

    [SkippableFact]
    public async Task Kubectl_gets_Pods()
    {
        await _fake.EnterAsync("one-pod-broken");

        string[] rows = (await KubectlAsync("get", "pods", "-n", "eks-connector", "--no-headers")).Output.Split('\n');

        rows[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..4].ShouldBe(["eks-connector-0", "2/2", "Running", "0"]);
        rows[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..4].ShouldBe(["eks-connector-1", "0/2", "Init:CrashLoopBackOff", "5"]);
    }

    [SkippableTheory]
    [InlineData("viewer", true, "")]
    [InlineData("lister", true, "")]
    [InlineData("fleet-0001", true, "")]
    [InlineData("nobody", false, "Error from server (Forbidden): pods is forbidden: User \"nobody\" cannot list resource \"pods\" in API group \"\" in the namespace \"eks-connector\"")]
    [InlineData("stranger", false, "You must be logged in to the server")]
    [InlineData("offline", false, "was refused - did you specify the right host or port?")]
    public async Task Each_context_behaves_as_on_a_real_cluster(string context, bool succeeds, string error)
    {
        await _fake.EnterAsync("healthy");

        (int exitCode, string output, string errors) = await KubectlAsync("get", "pods", "-n", "eks-connector", "--context", context);

        (exitCode == 0).ShouldBe(succeeds);
        errors.ShouldContain(error);
        output.Contains("eks-connector-0", StringComparison.Ordinal).ShouldBe(succeeds);
    }

    [SkippableFact]
    public async Task Kubectl_describes_a_Pod_with_its_events()
    {
        await _fake.EnterAsync("image-pull-backoff");

        string text = (await KubectlAsync("describe", "pod", "eks-connector-0", "-n", "eks-connector")).Output;

        text.ShouldContain("ImagePullBackOff");
        text.ShouldContain("failed to resolve reference");
        text.ShouldContain("default-scheduler");
    }

    [SkippableFact]
    public async Task Kubectl_reads_logs_and_pages()
    {
        await _fake.EnterAsync("healthy");

        (await KubectlAsync("logs", "eks-connector-0", "-c", "connector-init", "-n", "eks-connector")).Output.ShouldContain("eks_c:my-cluster_");
        (await KubectlAsync("get", "secrets", "-A", "--chunk-size=1", "-o", "name")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4);
        _fake.Requests.All.Count(request => request.PathAndQuery.Contains("limit=1", StringComparison.Ordinal)).ShouldBe(4);
    }

    [SkippableFact]
    public async Task Kubectl_follows_a_log_to_its_end()
    {
        await _fake.EnterAsync("healthy");
        Task<(int ExitCode, string Output, string Errors)> follow = KubectlAsync(
            "logs", "-f", "--tail=0", "eks-connector-0", "-c", "connector-proxy", "-n", "eks-connector");
        await Task.WhenAny(follow, _fake.Requests.WaitForAsync(request => request.PathAndQuery.Contains("follow=true", StringComparison.Ordinal))).Unwrap();

        _fake.Logs.Append("eks-connector", "eks-connector-0", "connector-proxy", "more");
        _fake.RestartContainer("eks-connector", "eks-connector-0", "connector-proxy");

        (await follow).Output.ShouldEndWith("more\n");
    }

    [SkippableTheory]
    [InlineData("connector-agent", 0, "first line of roll 4", "", "cat", "/var/log/amazon/ssm/amazon-ssm-agent.log.4")]
    [InlineData("connector-agent", 0, "/var/log/amazon/ssm/amazon-ssm-agent.log.7", "", "sh", "-c", "ls /var/log/amazon/ssm/*.7")]
    [InlineData("connector-agent", 1, "", "cat: /var/log/amazon/ssm/nope: No such file or directory", "cat", "/var/log/amazon/ssm/nope")]
    [InlineData("connector-agent", 6, "out", "command terminated with exit code 6", "sh", "-c", "echo out; exit 6")]
    [InlineData("connector-proxy", 1, "", "exec: \"ls\": executable file not found in $PATH: unknown", "ls")]
    [InlineData("connector-nothing", 1, "", "container connector-nothing is not valid for pod eks-connector-0", "ls")]
    public async Task Kubectl_runs_commands(string container, int exitCode, string output, string error, params string[] command)
    {
        await _fake.EnterAsync("agent-log-rolled");

        (int code, string text, string errors) = await KubectlAsync(
            ["-n", "eks-connector", "exec", "eks-connector-0", "-c", container, "--", .. command]);

        code.ShouldBe(exitCode);
        text.ShouldContain(output);
        errors.ShouldContain(error);
    }

    [SkippableFact]
    public async Task Kubectl_waits_with_a_watch()
    {
        await _fake.EnterAsync("healthy");
        Task<(int ExitCode, string Output, string Errors)> wait = KubectlAsync(
            "wait", "pod/eks-connector-1", "--for=delete", "-n", "eks-connector", "--timeout=20s");
        await Task.WhenAny(wait, _fake.Requests.WaitForAsync(request => request.Verb == "watch")).Unwrap();

        _fake.Store.Delete("pods", "eks-connector", "eks-connector-1");

        (await wait).ExitCode.ShouldBe(0);
    }

    private async Task<(int ExitCode, string Output, string Errors)> KubectlAsync(params string[] arguments)
    {
        Skip.If(s_kubectl is null, "There is no kubectl on the PATH.");
        string cache = Path.Combine(Path.GetTempPath(), "eks-connector-kubectl-" + Guid.NewGuid().ToString("N"));
        var start = new ProcessStartInfo(s_kubectl!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["KUBECONFIG"] = _fake.KubeConfigPath;
        start.ArgumentList.Insert(0, "--cache-dir");
        start.ArgumentList.Insert(1, cache);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(limit.Token);
        if (Directory.Exists(cache))
        {
            Directory.Delete(cache, recursive: true);
        }

        return (process.ExitCode, await output, await errors);
    }
}
