using System.Text;
using EksConnector.Core.Kubernetes;
using EksConnector.FakeCluster;
using EksConnector.Tests.Kubernetes;

namespace EksConnector.Tests.Http;

/// <summary>Commands in containers, which the adapter runs through an API server.</summary>
public sealed class ContainerCommandTests : IAsyncLifetime
{
    private const string Namespace = "eks-connector";
    private const string Pod = "eks-connector-0";
    private const string Agent = "connector-agent";
    private const string LogFile = "/var/log/amazon/ssm/amazon-ssm-agent.log";

    private FakeKubernetes _fake = null!;
    private ClusterAccess _access = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync();
        await _fake.EnterAsync("healthy");
        _access = ClusterAccess.To(_fake.KubeConfigPath);
    }

    public async Task DisposeAsync()
    {
        _access.Dispose();
        await _fake.DisposeAsync();
    }

    public static TheoryData<Fault, string> Breaking => new()
    {
        { new Fault(FaultKind.CutInBody) { BodyBytes = 200_000 }, ErrorIds.ConnectionFailed },
        { new Fault(FaultKind.ResetInBody) { BodyBytes = 200_000 }, ErrorIds.ConnectionFailed },
        { new Fault(FaultKind.Truncate) { BodyBytes = 200_000 }, ErrorIds.ConnectionFailed },
        { new Fault(FaultKind.Garbage) { BodyBytes = 200_000 }, ErrorIds.InvalidResponse },
        { new Fault(FaultKind.StallInBody) { BodyBytes = 200_000 }, ErrorIds.RequestTimeout },
    };

    public static TheoryData<Fault> PassingAtTheStart => new()
    {
        Fault.Answer(500, times: 1),
        Fault.Answer(502, times: 1, FaultBody.ProxyPage),
        Fault.Answer(503, times: 1, FaultBody.Empty),
        Fault.Answer(504, times: 1),
        Fault.Answer(429, times: 1),
        new Fault(FaultKind.Reset) { Times = 1 },
    };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000_000)]
    public async Task Returns_the_output_of_the_command_byte_for_byte(int length)
    {
        byte[] bytes = RandomBytes(length);
        _fake.Files.Set(Namespace, Pod, Agent, LogFile, bytes);

        (byte[] output, ContainerExit exit) = await _access.RunAsync(Namespace, Pod, Agent, "cat", LogFile);

        output.AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        exit.ShouldBe(new ContainerExit(0, string.Empty));
    }

    [Fact]
    public async Task Joins_fragmented_messages()
    {
        byte[] bytes = RandomBytes(10_000);
        _fake.Files.Set(Namespace, Pod, Agent, LogFile, bytes);
        _fake.Faults.Add(new Fault(FaultKind.SlowBytes) { PieceBytes = 1000, Pause = TimeSpan.FromMilliseconds(1) });

        (byte[] output, ContainerExit exit) = await _access.RunAsync(Namespace, Pod, Agent, "sh", "-c", $"cat {LogFile}; echo no >&2; exit 4");

        output.AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        exit.ShouldBe(new ContainerExit(4, "no"));
    }

    [Fact]
    public async Task A_small_buffer_receives_all_bytes()
    {
        await using IContainerCommand command = await _access.StartAsync(Namespace, Pod, Agent, "printf", "0123456789");
        var text = new StringBuilder();
        var buffer = new byte[3];
        for (int count; (count = await command.Output.ReadAsync(buffer)) > 0;)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        text.ToString().ShouldBe("0123456789");
        (await command.Output.ReadAsync(buffer)).ShouldBe(0);
    }

    [Fact]
    public async Task Passes_arguments_unchanged()
    {
        (byte[] output, _) = await _access.RunAsync(Namespace, Pod, Agent, "printf", "[%s]", "", "a b", "ä&c=%+#", "$HOME;'\"");

        Encoding.UTF8.GetString(output).ShouldBe("[][a b][ä&c=%+#][$HOME;'\"]");
    }

    [Fact]
    public async Task Reports_the_exit_without_reading_the_output()
    {
        await using IContainerCommand command = await _access.StartAsync(Namespace, Pod, Agent, "sh", "-c", "echo out; exit 9");

        (await command.WaitForExitAsync(CancellationToken.None)).ExitCode.ShouldBe(9);
        (await command.WaitForExitAsync(CancellationToken.None)).ExitCode.ShouldBe(9);
    }

    [Fact]
    public async Task Keeps_the_redacted_beginning_of_standard_error()
    {
        const string script = "echo --activation.code=PLANTED-CODE >&2; i=0; while [ $i -lt 2000 ]; do echo 0123456789 >&2; i=$((i+1)); done; echo done";

        (byte[] output, ContainerExit exit) = await _access.RunAsync(Namespace, Pod, Agent, "sh", "-c", script);

        Encoding.UTF8.GetString(output).ShouldBe("done\n");
        exit.Error.ShouldStartWith("--activation.code=[redacted]\n0123456789\n");
        exit.Error.Length.ShouldBeInRange(3000, 4096);
    }

    [Theory]
    [InlineData(Agent, "nope", "exec: \"nope\": executable file not found in $PATH")]
    [InlineData(Agent, "/usr/nope", "exec: \"/usr/nope\": stat /usr/nope: no such file or directory")]
    [InlineData(Agent, "awk", "exec: \"awk\": executable file not found in $PATH")]
    [InlineData("connector-proxy", "cat", "exec: \"cat\": executable file not found in $PATH")]
    public async Task A_missing_program_ends_the_command(string container, string program, string message)
    {
        _fake.Exec.RemoveTool("awk");

        (byte[] output, ContainerExit exit) = await _access.RunAsync(Namespace, Pod, container, program, LogFile);

        output.ShouldBeEmpty();
        exit.ExitCode.ShouldBe(-1);
        exit.Error.ShouldContain(message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_container_that_is_not_running_has_an_error_of_its_own(bool translatesAtServer)
    {
        _fake.Exec.TranslatesAtServer = translatesAtServer;
        await _fake.EnterAsync("agent-crashloop");

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => _access.RunAsync(Namespace, Pod, Agent, "cat", LogFile));

        (failure.ErrorId, failure.StatusCode).ShouldBe((ErrorIds.ContainerNotRunning, 500));
        failure.Message.ShouldContain("container not found (\"connector-agent\")");
        _fake.Requests.All.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("viewer", Pod, Agent, ErrorIds.AccessDenied, "cannot get resource \"pods/exec\"")]
    [InlineData("stranger", Pod, Agent, ErrorIds.Unauthorized, "Unauthorized")]
    [InlineData("offline", Pod, Agent, ErrorIds.ConnectionRefused, "refused")]
    [InlineData("admin", "eks-connector-7", Agent, ErrorIds.ResourceNotFound, "pods \"eks-connector-7\" not found")]
    [InlineData("admin", Pod, "nobody-knows", ErrorIds.InvalidRequest, "container nobody-knows is not valid for pod eks-connector-0")]
    public async Task Distinguishes_kinds_of_refusals(string context, string pod, string container, string errorId, string message)
    {
        using var access = ClusterAccess.To(_fake.KubeConfigPath, context);

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => access.RunAsync(Namespace, pod, container, "ls"));

        failure.ErrorId.ShouldBe(errorId);
        failure.Message.ShouldContain(message);
        if (errorId == ErrorIds.AccessDenied)
        {
            failure.RecommendedAction.ShouldContain("verb get and create, resource pods/exec, in namespace eks-connector");
        }
    }

    [Fact]
    public async Task Names_the_verb_create_for_servers_that_require_it()
    {
        _fake.Exec.DemandsCreate = true;
        _fake.Access.Grant("viewer", new AccessRule("get", "pods/exec"));
        using var access = ClusterAccess.To(_fake.KubeConfigPath, "viewer");

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => access.RunAsync(Namespace, Pod, Agent, "ls"));

        failure.Message.ShouldContain("cannot create resource \"pods/exec\"");
        _fake.Access.Grant("viewer", new AccessRule("create", "pods/exec"));
        (await access.RunAsync(Namespace, Pod, Agent, "ls")).Exit.ExitCode.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(PassingAtTheStart))]
    public async Task Retries_the_start_of_a_command(Fault fault)
    {
        _fake.Faults.Add(fault);

        (byte[] output, _) = await _access.RunAsync(Namespace, Pod, Agent, "echo", "once");

        Encoding.UTF8.GetString(output).ShouldBe("once\n");
        _fake.Requests.All.Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Breaking))]
    public async Task Never_repeats_a_running_command(Fault fault, string errorId)
    {
        _fake.Files.Set(Namespace, Pod, Agent, LogFile, RandomBytes(1_000_000));
        _fake.Faults.Add(fault);
        await using IContainerCommand command = await _access.Client.ExecAsync(
            Namespace, Pod, Agent, ["cat", LogFile], TimeSpan.FromMilliseconds(500), CancellationToken.None);
        using var output = new MemoryStream();

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => command.Output.CopyToAsync(output));

        (failure.ErrorId, failure.Target).ShouldBe((errorId, "admin"));
        output.Length.ShouldBeLessThanOrEqualTo(200_000);
        (await Should.ThrowAsync<EksConnectorException>(() => command.WaitForExitAsync(CancellationToken.None))).ErrorId.ShouldBe(errorId);
        _fake.Requests.All.Count.ShouldBe(1);
        await _fake.Exec.WaitForIdleAsync();
    }

    [Fact]
    public async Task An_unsupported_protocol_is_not_a_permission_error()
    {
        _fake.Exec.Protocols = ["channel.k8s.io"];

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => _access.RunAsync(Namespace, Pod, Agent, "ls"));

        failure.ErrorId.ShouldBe(ErrorIds.InvalidResponse);
        failure.RecommendedAction.ShouldContain("v4.channel.k8s.io");
    }

    [Fact]
    public async Task Follows_a_file_that_grows_and_is_rotated()
    {
        await using IContainerCommand command = await _access.StartAsync(Namespace, Pod, Agent, "tail", "-n", "0", "-F", "-s", "0.1", LogFile);
        using var lines = new StreamReader(command.Output);

        // Data that is added before the program opens the file is not new to it.
        Task<string?> first = lines.ReadLineAsync();
        for (int i = 0; await Task.WhenAny(first, Task.Delay(50)) != first; i++)
        {
            _fake.Files.Append(Namespace, Pod, Agent, LogFile, "old file");
        }

        (await first).ShouldBe("old file");
        _fake.Files.Rename(Namespace, Pod, Agent, LogFile, LogFile + ".1");
        _fake.Files.Append(Namespace, Pod, Agent, LogFile, "new file");
        string? line;
        do
        {
            line = await lines.ReadLineAsync();
        }
        while (line == "old file");

        line.ShouldBe("new file");
    }

    [Fact]
    public async Task Commands_end_with_their_container()
    {
        await using IContainerCommand command = await _access.StartAsync(Namespace, Pod, Agent, "sh", "-c", "echo here; while :; do sleep 1; done");
        (await command.Output.ReadAsync(new byte[100])).ShouldBe(5);

        _fake.StopContainer(Namespace, Pod, Agent);

        (await command.WaitForExitAsync(CancellationToken.None)).ExitCode.ShouldBe(137);
    }

    [Fact]
    public async Task Traces_the_request_without_credentials()
    {
        _fake.Access.Grant("viewer", new AccessRule("get", "pods/exec"));
        using var access = ClusterAccess.To(_fake.KubeConfigPath, "viewer");

        await access.RunAsync(Namespace, Pod, Agent, "ls");

        access.Log.Traces.ShouldContain(trace =>
            trace.Contains("/exec?container=connector-agent&stdout=true&stderr=true&command=ls 101 ", StringComparison.Ordinal));
        access.Log.Texts.ShouldAllBe(text => !text.Contains(_fake.TokenOf("viewer"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Traces_a_long_script_in_short()
    {
        using var access = ClusterAccess.To(_fake.KubeConfigPath, "admin");

        await access.RunAsync(Namespace, Pod, Agent, "sh", "-c", $"true {new string('x', 5000)}");

        string trace = access.Log.Traces.ShouldHaveSingleItem();
        trace.ShouldMatch("/exec\\?container=connector-agent&stdout=true&.* \\.\\.\\. x+ 101 SwitchingProtocols [0-9]+ ms$");
        trace.Length.ShouldBeLessThan(500);
    }

    private static byte[] RandomBytes(int length)
    {
        var bytes = new byte[length];
        new Random(4711).NextBytes(bytes);
        return bytes;
    }
}
