using System.Text;
using EksConnector.Core.Kubernetes;
using EksConnector.Tests.Kubernetes;

namespace EksConnector.Tests.Integration;

/// <summary>How logs and commands of containers must behave, on the fake cluster and on a real one.</summary>
public abstract class StreamSuite(ITestCluster cluster)
{
    private const string Pod = "eks-connector-0";
    private const string Agent = "connector-agent";
    private const string LogFile = "/var/log/amazon/ssm/amazon-ssm-agent.log";

    [SkippableFact]
    public async Task Finds_the_cluster_name_in_the_log_of_the_init_container()
    {
        string @namespace = await cluster.EnterAsync("agent-log-rolled");
        using ClusterAccess access = ClusterAccess.To(cluster.KubeConfigPath);

        string log = Text(await access.ReadLogAsync(@namespace, Pod, "connector-init"));

        log.ShouldContain("successfully registered at SSM with InstanceID eks_c:my-cluster_");
        Text(await access.ReadLogAsync(@namespace, Pod, "connector-init", new ContainerLogOptions { TailLines = 1 })).ShouldBe(log.Split('\n')[^2] + "\n");
        Text(await access.ReadLogAsync(@namespace, Pod, "connector-init", new ContainerLogOptions { LimitBytes = 10 })).ShouldBe(log[..10]);
        Text(await access.ReadLogAsync(@namespace, Pod, "connector-init", new ContainerLogOptions { Timestamps = true, Follow = true }))
            .ShouldMatch("\\A([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{1,9}Z I[0-9]{4} .*\n)+\\z");
    }

    [SkippableFact]
    public async Task Reads_the_files_of_the_agent_in_the_container()
    {
        string @namespace = await cluster.EnterAsync("agent-log-rolled");
        using ClusterAccess access = ClusterAccess.To(cluster.KubeConfigPath);

        (byte[] names, ContainerExit listed) = await access.RunAsync(@namespace, Pod, Agent, "ls", "/var/log/amazon/ssm");
        (byte[] oldest, ContainerExit read) = await access.RunAsync(@namespace, Pod, Agent, "cat", LogFile + ".3");

        (listed, read).ShouldBe((new ContainerExit(0, string.Empty), new ContainerExit(0, string.Empty)));
        Text(names).ShouldBe(string.Concat(((string[])["", ".3", ".4", ".5", ".6", ".7"]).Select(roll => $"amazon-ssm-agent.log{roll}\n")));
        Text(oldest).ShouldContain("for instance: eks_c:my-cluster_");
    }

    [SkippableTheory]
    [InlineData(Agent, 7, "no", "sh", "-c", "echo no >&2; exit 7")]
    [InlineData(Agent, 127, "nope: not found", "sh", "-c", "nope")]
    [InlineData(Agent, 137, "", "sh", "-c", "kill -9 $$")]
    [InlineData(Agent, 1, "No such file or directory", "cat", "/var/log/amazon/ssm/nope")]
    [InlineData(Agent, -1, "exec: \"nope\": executable file not found in $PATH", "nope")]
    [InlineData("connector-proxy", -1, "exec: \"cat\": executable file not found in $PATH", "cat", LogFile)]
    public async Task Reports_the_exit_of_a_command(string container, int exitCode, string error, params string[] command)
    {
        string @namespace = await cluster.EnterAsync("agent-log-rolled");
        using ClusterAccess access = ClusterAccess.To(cluster.KubeConfigPath);

        (byte[] output, ContainerExit exit) = await access.RunAsync(@namespace, Pod, container, command);

        output.ShouldBeEmpty();
        exit.ExitCode.ShouldBe(exitCode);
        exit.Error.ShouldContain(error);
    }

    [SkippableTheory]
    [InlineData("admin", Pod, "connector-init", ErrorIds.ContainerNotRunning, "container not found (\"connector-init\")")]
    [InlineData("admin", "eks-connector-7", Agent, ErrorIds.ResourceNotFound, "pods \"eks-connector-7\" not found")]
    [InlineData("admin", Pod, "nothing", ErrorIds.InvalidRequest, "container nothing is not valid for pod eks-connector-0")]
    [InlineData("viewer", Pod, Agent, ErrorIds.AccessDenied, "pods/exec")]
    [InlineData("stranger", Pod, Agent, ErrorIds.Unauthorized, "Unauthorized")]
    [InlineData("offline", Pod, Agent, ErrorIds.ConnectionRefused, "refused")]
    public async Task A_refused_command_reports_the_reason(string context, string pod, string container, string errorId, string message)
    {
        string @namespace = await cluster.EnterAsync("agent-log-rolled");
        using ClusterAccess access = ClusterAccess.To(cluster.KubeConfigPath, context);

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => access.RunAsync(@namespace, pod, container, "ls"));

        failure.ErrorId.ShouldBe(errorId);
        failure.Message.ShouldContain(message);
    }

    [SkippableTheory]
    [InlineData("admin", Pod, Agent, true, ErrorIds.InvalidRequest, "previous terminated container \"connector-agent\" in pod \"eks-connector-0\" not found")]
    [InlineData("admin", "eks-connector-7", Agent, false, ErrorIds.ResourceNotFound, "pods \"eks-connector-7\" not found")]
    [InlineData("lister", Pod, Agent, false, ErrorIds.AccessDenied, "cannot get resource \"pods/log\"")]
    [InlineData("stranger", Pod, Agent, false, ErrorIds.Unauthorized, "Unauthorized")]
    [InlineData("offline", Pod, Agent, false, ErrorIds.ConnectionRefused, "refused")]
    public async Task A_refused_log_request_reports_the_reason(string context, string pod, string container, bool previous, string errorId, string message)
    {
        string @namespace = await cluster.EnterAsync("agent-log-rolled");
        using ClusterAccess access = ClusterAccess.To(cluster.KubeConfigPath, context);

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(
            () => access.ReadLogAsync(@namespace, pod, container, new ContainerLogOptions { Previous = previous }));

        failure.ErrorId.ShouldBe(errorId);
        failure.Message.ShouldContain(message);
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
