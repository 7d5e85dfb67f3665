using System.Diagnostics;
using EksConnector.Core.Kubernetes;
using EksConnector.Tests.Kubernetes;

namespace EksConnector.Tests.Integration;

/// <summary>The suite on a real cluster, compared with the output of kubectl. It is skipped if there is no cluster.</summary>
[Trait("Cluster", "Real")]
[Collection(RealClusterGroup.Name)]
public sealed class StreamsOnRealClusterTests : StreamSuite
{
    private readonly RealTestCluster _cluster;

    public StreamsOnRealClusterTests(RealTestCluster cluster)
        : base(cluster) => _cluster = cluster;

    [SkippableTheory]
    [InlineData("agent-log-rolled", "connector-init", false)]
    [InlineData("agent-log-rolled", "connector-agent", false)]
    [InlineData("init-crashloop", "connector-init", true)]
    public async Task A_log_equals_the_output_of_kubectl_logs(string scenario, string container, bool previous)
    {
        string @namespace = await _cluster.EnterAsync(scenario);
        using ClusterAccess access = ClusterAccess.To(_cluster.KubeConfigPath);

        string[] logs = ["logs", "-n", @namespace, "eks-connector-0", "-c", container, $"--previous={(previous ? "true" : "false")}"];
        byte[] expected;
        byte[] log;
        byte[] after = await KubectlAsync(logs);
        do
        {
            // A crash loop can start another run between the two reads.
            expected = after;
            log = await access.ReadLogAsync(@namespace, "eks-connector-0", container, new ContainerLogOptions { Previous = previous });
            after = await KubectlAsync(logs);
        }
        while (!after.SequenceEqual(expected));

        expected.ShouldNotBeEmpty();
        log.ShouldBe(expected);
    }

    [SkippableTheory]
    [InlineData("/var/log/amazon/ssm/amazon-ssm-agent.log.3")]
    [InlineData("/bin/sh")]
    public async Task A_saved_file_equals_the_output_of_kubectl(string path)
    {
        string @namespace = await _cluster.EnterAsync("agent-log-rolled");
        using ClusterAccess access = ClusterAccess.To(_cluster.KubeConfigPath);

        byte[] expected = await KubectlAsync(["exec", "-n", @namespace, "eks-connector-0", "-c", "connector-agent", "--", "cat", path]);
        (byte[] output, ContainerExit exit) = await access.RunAsync(@namespace, "eks-connector-0", "connector-agent", "cat", path);

        exit.ExitCode.ShouldBe(0);
        expected.ShouldNotBeEmpty();
        output.AsSpan().SequenceEqual(expected).ShouldBeTrue();
    }

    private async Task<byte[]> KubectlAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl", arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["KUBECONFIG"] = _cluster.KubeConfigPath;
        using Process process = Process.Start(start)!;
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return output.ToArray();
    }
}
