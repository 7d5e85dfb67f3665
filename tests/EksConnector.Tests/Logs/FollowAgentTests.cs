using System.Text;
using EksConnector.FakeCluster;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Logs;

/// <summary>Following the log files of the agent, which are rotated and are deleted with the container.</summary>
public sealed class FollowAgentTests : IAsyncLifetime
{
    private const string Agent = "connector-agent";

    private static readonly string s_first = FollowCluster.Agent(1, "one") + "\n" + FollowCluster.Agent(2, "two") + "\n";

    private FollowCluster _cluster = null!;

    private FakeKubernetes Fake => _cluster.Fake;

    public async Task InitializeAsync()
    {
        _cluster = await FollowCluster.StartAsync();
        _cluster.SetFile(s_first);
        _cluster.SetConsole(Agent);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    public async Task Returns_lines_as_they_are_written(int? tail)
    {
        await using LiveLog live = _cluster.Follow(Agent, request => request with { Tail = tail });
        await Fake.Requests.WaitForAsync(IsSecondRun);
        _cluster.WriteFile(FollowCluster.Agent(3, "three"));
        await live.WaitForAsync("three");
        live.Texts.ShouldBe([.. new[] { "one", "two" }.TakeLast(tail ?? 2), "three"]);
        live.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slow_start_does_not_extend_the_tail()
    {
        _cluster.SetFile(string.Concat(Enumerable.Range(0, 20).Select(i => FollowCluster.Agent(i, $"line {i}") + "\n")));
        Fake.Faults.Add(new Fault(FaultKind.SlowBytes) { Path = "/exec?", Times = 1, PieceBytes = 400, Pause = TimeSpan.FromMilliseconds(400) });
        await using LiveLog live = _cluster.Follow(Agent, request => request with { Tail = 2 });
        await Fake.Requests.WaitForAsync(IsSecondRun);
        _cluster.WriteFile(FollowCluster.Agent(30, "new"));
        await live.WaitForAsync("new");
        live.Texts.ShouldBe(["line 18", "line 19", "new"]);
    }

    [Fact]
    public async Task Reads_files_that_are_rotated_twice_quickly_in_order()
    {
        await using LiveLog live = _cluster.Follow(Agent, request => request with { Raw = true });
        await live.WaitForAsync("two");
        var expected = new List<string>(s_first.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        for (int roll = 1; roll <= 12; roll++)
        {
            string before = FollowCluster.Agent(10 * roll, $"before roll {roll}");
            string after = FollowCluster.Agent((10 * roll) + 1, $"after roll {roll}");
            _cluster.WriteFile(before);
            _cluster.Roll(roll);
            _cluster.WriteFile(after);
            expected.AddRange([before, after]);
            if (roll is 1 or 5)
            {
                await live.WaitForAsync($"after roll {roll}");
            }
        }

        await live.WaitForAsync("after roll 12");
        live.Texts.ShouldBe(expected);
        live.Warnings.ShouldBeEmpty();
    }

    // The first bytes are those of a marker: its first character, its word, the number of the file, and the offset.
    [Theory]
    [InlineData(FaultKind.ResetInBody)]
    [InlineData(FaultKind.Truncate)]
    public async Task Broken_connections_neither_lose_nor_repeat_lines(FaultKind kind)
    {
        string[] lines = [.. Enumerable.Range(0, 30).Select(i => FollowCluster.Agent(i, $"line {i} of thirty"))];
        _cluster.SetFile(string.Join('\n', lines[..10]) + "\n", FollowCluster.LogFile + ".1");
        _cluster.SetFile(string.Join('\n', lines[10..20]) + "\n", FollowCluster.LogFile + ".2");
        _cluster.SetFile(string.Join('\n', lines[20..]) + "\n");
        foreach (int bytes in new[] { 1, 10, 18, 25, 60, 100, 640, 650, 700, 20, 33, 1000 })
        {
            Fake.Faults.Add(new Fault(kind) { Path = "/exec?", Times = 1, BodyBytes = bytes });
        }

        await using LiveLog live = _cluster.Follow(Agent, request => request with { Raw = true });
        await live.WaitForAsync(lines[^1]);
        _cluster.WriteFile(FollowCluster.Agent(40, "the end"));
        await live.WaitForAsync("the end");
        live.Texts.ShouldBe([.. lines, FollowCluster.Agent(40, "the end")]);
        live.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_byte_order_mark_split_across_reads_is_not_text()
    {
        // All positions in the marker of the second file.
        string first = FollowCluster.Agent(1, "first file");
        _cluster.SetFile(first + "\n", FollowCluster.LogFile + ".1");
        _cluster.SetFile(FollowCluster.Agent(2, "second file") + "\n");
        for (int i = 0; i < 12; i++)
        {
            Fake.Faults.Add(new Fault(FaultKind.Truncate) { Path = "/exec?", Times = 1, BodyBytes = (i == 0 ? 20 + first.Length : 20) + (3 * i) });
        }

        await using LiveLog live = _cluster.Follow(Agent, request => request with { Raw = true });
        await live.WaitForAsync("second file");
        live.Texts.ShouldBe([first, FollowCluster.Agent(2, "second file")]);
    }

    [Fact]
    public async Task Continues_after_an_outage_during_which_the_log_was_rotated()
    {
        await using LiveLog live = _cluster.Follow(Agent, request => request with { Raw = true });
        await BreakAsync(live);
        _cluster.WriteFile(FollowCluster.Agent(4, "while away"));
        _cluster.Roll(1);
        _cluster.WriteFile(FollowCluster.Agent(5, "while away, rolled"));
        Fake.Faults.Clear();
        await live.WaitForAsync("while away, rolled");
        live.Texts.ShouldBe(
            [.. s_first.Split('\n', StringSplitOptions.RemoveEmptyEntries), FollowCluster.Agent(3, "three"), FollowCluster.Agent(4, "while away"), FollowCluster.Agent(5, "while away, rolled")]);
        live.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reports_the_time_span_of_a_deleted_file()
    {
        await using LiveLog live = _cluster.Follow(Agent);
        await BreakAsync(live);
        _cluster.Roll(1);
        _cluster.WriteFile(FollowCluster.Agent(50, "in the only file that is left"));
        _cluster.Delete(FollowCluster.LogFile + ".1");
        Fake.Faults.Clear();
        await live.WaitForAsync("in the only file that is left");
        await live.WaitForWarningAsync("no longer available");
        live.Texts.Take(2).ShouldBe(["one", "two"]);
        live.Texts[^1].ShouldBe("in the only file that is left");
        live.Warnings.ShouldHaveSingleItem().ShouldMatch("log lines between \\d{4}-\\d\\d-\\d\\d 00:00:0[23]Z and .* that were not read in time are no longer available: its log was rotated");
    }

    [Fact]
    public async Task Reads_a_truncated_file_from_its_beginning()
    {
        await using LiveLog live = _cluster.Follow(Agent);
        await BreakAsync(live);
        Fake.Files.Set(FollowCluster.Namespace, FollowCluster.Pod, Agent, FollowCluster.LogFile, Encoding.UTF8.GetBytes(FollowCluster.Agent(50, "anew") + "\n"));
        Fake.Faults.Clear();
        await live.WaitForAsync("anew");
        await live.WaitForWarningAsync("truncated");
        live.Texts.Take(2).ShouldBe(["one", "two"]);
        live.Texts[^1].ShouldBe("anew");
        live.Warnings.ShouldHaveSingleItem().ShouldContain("truncated");
    }

    [Fact]
    public async Task Returns_the_last_standard_output_of_an_ended_agent_once()
    {
        await using LiveLog live = _cluster.Follow(Agent);
        string known = FollowCluster.Agent(3, "known", "ERROR", "amazon-ssm-agent");
        _cluster.WriteFile(known);
        await live.WaitForAsync("known");
        string last = FollowCluster.Agent(4, "Agent failed to assume any identity", "ERROR", "amazon-ssm-agent");
        _cluster.WriteConsole(Agent, FollowCluster.Agent(1, "one"));
        _cluster.WriteConsole(Agent, known);
        _cluster.WriteConsole(Agent, known.Replace("ERROR ", "ERROR [log @ standin.1] "));
        _cluster.WriteConsole(Agent, last);
        _cluster.WriteConsole(Agent, last.Replace("ERROR ", "ERROR [log @ standin.1] "));
        Fake.StopContainer(FollowCluster.Namespace, FollowCluster.Pod, Agent);

        await live.WaitForAsync("Agent failed to assume any identity");
        await live.WaitForWarningAsync("its log files were deleted with the container");
        live.Texts.ShouldBe(["one", "two", "known", "Agent failed to assume any identity"]);
        live.Warnings.ShouldHaveSingleItem().ShouldMatch("log lines between \\d{4}-\\d\\d-\\d\\d 00:00:03Z and ");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Follows_the_files_of_a_new_run_when_they_exist(bool raw)
    {
        await using LiveLog live = _cluster.Follow(Agent, request => request with { Raw = raw, Tail = 1 });
        await live.WaitForAsync("two");
        _cluster.WriteConsole(Agent, FollowCluster.Agent(3, "on the console alone"));
        _cluster.Restart(Agent);
        await live.WaitForAsync("on the console alone");
        await live.WaitForWarningAsync("its log files were deleted with the container");
        await live.WaitForTraceAsync("/exec");
        for (int i = 0; i < 5; i++)
        {
            _cluster.WriteFile(FollowCluster.Agent(10 + i, $"new {i}"));
        }

        await live.WaitForAsync("new 4");
        live.Texts.Select(text => text[(text.IndexOf("] ", StringComparison.Ordinal) is >= 0 and var end ? end + 2 : 0)..]).ShouldBe(
            ["two", "on the console alone", "new 0", "new 1", "new 2", "new 3", "new 4"]);
        live.Warnings.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Follows_standard_output_without_the_permission_to_run_commands()
    {
        _cluster.SetConsole(Agent, FollowCluster.Agent(1, "core"));
        await using LiveLog live = _cluster.Follow(Agent, context: "viewer");
        await live.WaitForAsync("core");
        _cluster.WriteConsole(Agent, FollowCluster.Agent(2, "core again"));
        await live.WaitForAsync("core again");
        _cluster.Restart(Agent);
        _cluster.WriteConsole(Agent, FollowCluster.Agent(3, "core of the next run"));
        await live.WaitForAsync("core of the next run");
        live.Texts.ShouldBe(["core", "core again", "core of the next run"]);
        live.Warnings.ShouldHaveSingleItem().ShouldContain("is not permitted to run commands in it");
    }

    [Theory]
    [InlineData("sh")]
    [InlineData("cat")]
    [InlineData("stat")]
    public async Task Follows_standard_output_without_tools(string tool)
    {
        Fake.Exec.RemoveTool(tool);
        _cluster.SetConsole(Agent, FollowCluster.Agent(1, "core"));
        await using LiveLog live = _cluster.Follow(Agent);
        await live.WaitForAsync("core");
        _cluster.WriteConsole(Agent, FollowCluster.Agent(2, "core again"));
        await live.WaitForAsync("core again");
        live.Texts.ShouldBe(["core", "core again"]);
        live.Warnings.ShouldHaveSingleItem().ShouldContain("because it does not have the tools (sh, cat, dd, head, stat)");
    }

    [Fact]
    public async Task Follows_two_writers_in_the_file_the_rotated_file_and_standard_output()
    {
        await using LiveLog live = _cluster.Follow(Agent);
        await live.WaitForAsync("two");
        await Fake.Requests.WaitForAsync(IsSecondRun);
        _cluster.Roll(1);
        _cluster.WriteFile(FollowCluster.Agent(4, "core", program: "amazon-ssm-agent"));
        await live.WaitForAsync("core");
        Fake.Files.Append(FollowCluster.Namespace, FollowCluster.Pod, Agent, FollowCluster.LogFile + ".1", Encoding.UTF8.GetBytes(FollowCluster.Agent(5, "worker, in the rolled file") + "\n"));
        await live.WaitForAsync("worker, in the rolled file");
        _cluster.WriteConsole(Agent, FollowCluster.Agent(4, "core", program: "amazon-ssm-agent"));
        _cluster.WriteConsole(Agent, FollowCluster.Agent(6, "core, in a deleted file", program: "amazon-ssm-agent"));
        await live.WaitForAsync("core, in a deleted file");
        live.Texts.ShouldBe(["one", "two", "core", "worker, in the rolled file", "core, in a deleted file"]);
        live.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Returns_an_unfinished_line_at_the_timeout()
    {
        _cluster.SetFile(s_first + FollowCluster.Agent(3, "cut o"));
        await using LiveLog live = _cluster.Follow(Agent, request => request with { Duration = TimeSpan.FromSeconds(2) });
        await live.EndAsync();
        live.Texts.ShouldBe(["one", "two", "cut o"]);
    }

    private static bool IsSecondRun(RecordedRequest request) => request.PathAndQuery.Contains("command=30", StringComparison.Ordinal);

    // The command that follows the file ends in the middle of a line, and then no other command can be started.
    private async Task BreakAsync(LiveLog live)
    {
        Fake.Faults.Add(new Fault(FaultKind.Truncate) { Path = "command=30", Times = 1, BodyBytes = 85 });
        Fake.Faults.Add(new Fault(FaultKind.Reset) { Path = "command=30", After = 1 });
        await Fake.Requests.WaitForAsync(IsSecondRun);
        _cluster.WriteFile(FollowCluster.Agent(3, "three"));
        await live.WaitForTraceAsync("following continues after");
    }
}
