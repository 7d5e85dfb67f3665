using System.Text;
using EksConnector.Core.Logs;
using EksConnector.Tests.KubeConfig;

namespace EksConnector.Tests.Integration;

/// <summary>The suite on a real cluster, compared with the output of kubectl.</summary>
[Trait("Cluster", "Real")]
[Collection(RealClusterGroup.Name)]
public sealed class LogOnRealClusterTests : LogSuite
{
    private const string Pod = "eks-connector-0";
    private const string LogFile = "/var/log/amazon/ssm/amazon-ssm-agent.log";

    private readonly RealTestCluster _cluster;

    public LogOnRealClusterTests(RealTestCluster cluster)
        : base(cluster) => _cluster = cluster;

    [SkippableTheory]
    [InlineData("connector-init")]
    [InlineData("connector-proxy")]
    public async Task Lines_and_bytes_equal_kubectl_logs(string container)
    {
        string @namespace = await _cluster.EnterAsync("healthy");
        byte[] expected = await _cluster.KubectlAsync("logs", "-n", @namespace, Pod, "-c", container);
        await ShouldEqualAsync(@namespace, container, expected);
    }

    [SkippableFact]
    public async Task Lines_and_bytes_equal_kubectl_logs_of_a_finished_run()
    {
        string @namespace = await _cluster.EnterAsync("init-crashloop");
        string[] logs = ["logs", "-n", @namespace, Pod, "-c", "connector-init", "--previous"];
        byte[] expected = await _cluster.KubectlAsync(logs);
        for (byte[] after = []; !after.SequenceEqual(expected);)
        {
            // The previous run can change at any time.
            expected = await _cluster.KubectlAsync(logs);
            (byte[] bytes, string[] lines) = await ReadAsync(@namespace, "connector-init", Pod, request => request with { Previous = true });
            after = await _cluster.KubectlAsync(logs);
            if (expected.AsSpan().StartsWith("unable to retrieve container logs"u8))
            {
                // The kubelet has removed the run and returns this text instead of its log.
                after = [];
            }
            else if (after.SequenceEqual(expected))
            {
                bytes.ShouldBe(expected);
                lines.ShouldBe(Lines(Encoding.UTF8.GetString(expected)));
            }
        }
    }

    [SkippableFact]
    public async Task Lines_and_bytes_equal_kubectl_exec_cat()
    {
        string @namespace = await _cluster.EnterAsync("agent-log-rolled");
        byte[] expected = await _cluster.KubectlAsync(
            "exec", "-n", @namespace, Pod, "-c", "connector-agent", "--", "sh", "-c", $"cat {LogFile}.3 {LogFile}.4 {LogFile}.5 {LogFile}.6 {LogFile}.7 {LogFile}");
        await ShouldEqualAsync(@namespace, "connector-agent", Masked(expected));
    }

    [SkippableTheory]
    [InlineData("crlf", "2026-01-08 08:44:27 INFO [a] one\r\n2026-01-08 08:44:28 INFO [a] two\r\n")]
    [InlineData("control", "2026-01-08 08:44:27 INFO [a] \0nul \u001b[31mred\u001b[0m \u001e \u0007\n")]
    [InlineData("no end", "2026-01-08 08:44:27 INFO [a] one\n2026-01-08 08:44:28 INFO [a] cut o")]
    [InlineData("empty", "")]
    [InlineData("empty lines", "\n\n2026-01-08 08:44:27 INFO [a] one\n\n\n")]
    [InlineData("invalid", "2026-01-08 08:44:27 INFO [a] \u00ff\u00fe\u00c3( \u00e2\u0082\n")]
    public async Task Returns_invalid_bytes_of_the_agents_file_as_kubectl_exec_does(string kind, string text)
    {
        string @namespace = await _cluster.EnterAsync("healthy");
        byte[] bytes = kind switch
        {
            "invalid" => Encoding.Latin1.GetBytes(text),
            _ => Encoding.UTF8.GetBytes(text),
        };

        // A separate file, to which the stand-in of the agent does not write.
        // The bytes are in the command, because an old API server can lose standard input.
        string[] exec = ["exec", "-n", @namespace, "eks-connector-1", "-c", "connector-agent", "--", "sh", "-c"];
        string octal = string.Concat(bytes.Select(value => "\\" + Convert.ToString(value, 8).PadLeft(3, '0')));
        await _cluster.KubectlAsync([.. exec, $"printf '{octal}' >{LogFile}.1"]);
        try
        {
            byte[] expected = await _cluster.KubectlAsync([.. exec, $"cat {LogFile}.1"]);
            expected.ShouldBe(bytes);
            await ShouldEqualAsync(@namespace, "connector-agent", expected, pod: "eks-connector-1");
        }
        finally
        {
            await _cluster.KubectlAsync([.. exec, $"rm {LogFile}.1"]);
        }
    }

    [SkippableFact]
    public async Task Streams_a_line_of_20_MB_from_the_agents_file()
    {
        string @namespace = await _cluster.EnterAsync("healthy");
        string[] exec = ["exec", "-n", @namespace, "eks-connector-1", "-c", "connector-agent", "--", "sh", "-c"];
        await _cluster.KubectlAsync([.. exec, $"{{ head -c 20000000 /dev/zero | tr '\\0' x; echo; }} >{LogFile}.1"]);
        try
        {
            await ShouldEqualAsync(@namespace, "connector-agent", [.. Enumerable.Repeat((byte)'x', 20_000_000), (byte)'\n'], pod: "eks-connector-1");
        }
        finally
        {
            await _cluster.KubectlAsync([.. exec, $"rm {LogFile}.1"]);
        }
    }

    [SkippableFact]
    public async Task A_long_line_of_standard_output_is_one_line_with_timestamps_too()
    {
        string @namespace = await _cluster.EnterAsync("agent-log-missing");
        await _cluster.KubectlAsync(
            "exec", "-n", @namespace, Pod, "-c", "connector-agent", "--", "sh", "-c", "{ printf 'begin'; head -c 100000 /dev/zero | tr '\\0' x; echo end; } >/proc/1/fd/1");

        LogRun run = await LogRun.OfAsync(_cluster.KubeConfigPath, "admin", @namespace, request => request with { Containers = ["connector-agent"], Pods = [new(null, null, Pod)] });

        string line = run.Entries.SelectMany(entry => entry.Raw.Split('\n')).First(text => text.StartsWith("begin"));
        line.ShouldBe("begin" + new string('x', 100_000) + "end");
    }

    [SkippableFact]
    public async Task Following_continues_in_a_new_run_and_a_new_Pod()
    {
        string @namespace = await _cluster.EnterOwnAsync("agent-log-rotated", "followed");
        await using LiveLog live = LiveLog.Start(LogRun.Request(_cluster.KubeConfigPath, "admin", @namespace) with { Follow = true, Pods = [new(null, null, Pod)] });
        await live.WaitForAsync("HealthCheck reporting agent health.");
        await live.WaitForAsync("listening on /var/eks/shared/connector.sock");

        await _cluster.KubectlAsync("exec", "-n", @namespace, Pod, "-c", "connector-agent", "--", "sh", "-c", "kill -TERM 1");
        await live.WaitForAsync("amazon-ssm-agent - v3.2, container mode", times: 2);
        live.Warnings.ShouldHaveSingleItem().ShouldMatch("eks-connector-0/connector-agent: log lines between .* and .* that were not read in time are no longer available: its log files were deleted with the container");

        await _cluster.KubectlAsync("delete", "pod", "-n", @namespace, Pod, "--grace-period=1");
        await live.WaitForAsync("amazon-ssm-agent - v3.2, container mode", times: 3);
        await live.WaitForAsync("listening on /var/eks/shared/connector.sock", times: 2);
        live.Failures.ShouldBeEmpty();
    }

    private static byte[] Masked(byte[] log) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(log).Replace("PLANTED-PROXY-PASSWORD", "[redacted]"));

    // The container continues to write, so the earlier output of kubectl is the beginning.
    private async Task ShouldEqualAsync(string @namespace, string container, byte[] expected, string pod = Pod)
    {
        (byte[] bytes, string[] raw) = await ReadAsync(@namespace, container, pod, request => request);
        bytes.AsSpan(0, Math.Min(bytes.Length, expected.Length)).SequenceEqual(expected).ShouldBeTrue();
        string[] lines = Lines(Encoding.UTF8.GetString(expected));
        raw.Take(lines.Length).ShouldBe(lines);
    }

    private async Task<(byte[] Bytes, string[] Lines)> ReadAsync(string @namespace, string container, string pod, Func<LogRequest, LogRequest> change)
    {
        using var folder = new TemporaryFolder();
        LogRequest request = change(LogRun.Request(_cluster.KubeConfigPath, "admin", @namespace) with { Containers = [container], Pods = [new(null, null, pod)] });
        LogRun raw = await LogRun.OfAsync(request with { Raw = true });
        LogRun saved = await LogRun.OfAsync(request with { DestinationPath = folder.Path });
        return (await File.ReadAllBytesAsync(saved.Files.ShouldHaveSingleItem().FullName), [.. raw.Lines]);
    }

    private static string[] Lines(string text)
    {
        string[] lines = text.Split('\n');
        return [.. (lines[^1].Length == 0 ? lines.SkipLast(1) : lines).Select(line => line.EndsWith('\r') ? line[..^1] : line)];
    }
}
