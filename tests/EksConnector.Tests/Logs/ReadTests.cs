using System.Globalization;
using System.Text;
using EksConnector.Core;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs;
using EksConnector.Core.Logs.AgentFiles;
using EksConnector.FakeCluster;
using EksConnector.Kubernetes;
using EksConnector.Tests.Integration;
using EksConnector.Tests.KubeConfig;

namespace EksConnector.Tests.Logs;

/// <summary>Reading existing logs: the tail, a time range, invalid bytes, and sources that fail while they are read.</summary>
public sealed class ReadTests : IAsyncLifetime
{
    private const string Agent = "connector-agent";
    private const string Proxy = "connector-proxy";

    // Only the script that reads one file has this exit code.
    private const string ReadsFile = "exit%2046";

    private FollowCluster _cluster = null!;

    private FakeKubernetes Fake => _cluster.Fake;

    public async Task InitializeAsync()
    {
        _cluster = await FollowCluster.StartAsync();
        _cluster.SetConsole(Agent);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Theory]
    [InlineData(Agent, 1)]
    [InlineData(Agent, 2)]
    [InlineData(Agent, 5)]
    [InlineData(Agent, 9)]
    [InlineData(Proxy, 1)]
    [InlineData(Proxy, 2)]
    [InlineData(Proxy, 5)]
    [InlineData(Proxy, 9)]
    public async Task The_tail_counts_entries_without_stack_traces(string container, int tail)
    {
        string[] entries = [.. Enumerable.Range(0, 6).Select(i => Fatal(container, i))];
        Write(container, string.Concat(entries));

        LogRun run = await OfAsync(container, request => request with { Tail = tail });

        run.Failures.ShouldBeEmpty();
        run.Entries.Select(entry => entry.Raw + "\n").ShouldBe(entries.TakeLast(tail));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(30)]
    public async Task Reads_as_far_back_as_the_tail_needs(int tail)
    {
        // Each is longer than the first part that is read.
        string[] entries = [.. Enumerable.Range(0, 20).Select(i => FollowCluster.Agent(i, $"entry {i}") + "\n" + string.Concat(Enumerable.Repeat("  more of it " + new string('.', 87) + "\n", 1500)))];
        _cluster.SetFile(string.Concat(entries[..8]), FollowCluster.LogFile + ".9");
        _cluster.SetFile(string.Concat(entries[8..15]), FollowCluster.LogFile + ".10");
        _cluster.SetFile(string.Concat(entries[15..]));

        LogRun run = await OfAsync(Agent, request => request with { Tail = tail });

        run.Entries.Select(entry => entry.Raw + "\n").ShouldBe(entries.TakeLast(tail));
    }

    [Fact]
    public async Task A_short_tail_of_a_long_file_is_read_from_its_end()
    {
        Fake.Files.SetGenerated(FollowCluster.Namespace, FollowCluster.Pod, Agent, FollowCluster.LogFile, 40 << 20, line => FollowCluster.Agent(1, $"line {line}"));
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        (await OfAsync(Agent)).Entries.Count.ShouldBeGreaterThan(100_000);
        TimeSpan whole = System.Diagnostics.Stopwatch.GetElapsedTime(start);
        start = System.Diagnostics.Stopwatch.GetTimestamp();
        LogRun run = await OfAsync(Agent, request => request with { Tail = 10 });
        run.Entries.Count.ShouldBe(10);
        System.Diagnostics.Stopwatch.GetElapsedTime(start).ShouldBeLessThan(whole);
        _cluster.Count("/exec?", ReadsFile).ShouldBe(2);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(12)]
    [InlineData(100)]
    public async Task An_error_in_two_formats_counts_once_in_the_tail(int tail)
    {
        string stack = string.Concat(Enumerable.Repeat("\tcaused by something\n", 9));
        _cluster.SetConsole(Agent, [.. Enumerable.Range(0, 20).SelectMany(i => new[]
        {
            FollowCluster.Agent(i, $"failed {i}\n{stack.TrimEnd('\n')}", "ERROR", "amazon-ssm-agent"),
            FollowCluster.Agent(i, $"failed {i}\n{stack.TrimEnd('\n')}", "ERROR [log @ standin.1]", "amazon-ssm-agent"),
        })]);

        LogRun run = await OfAsync(Agent, request => request with { Tail = tail }, "viewer");

        run.Entries.Select(entry => entry.Message.Split('\n')[0]).ShouldBe(Enumerable.Range(0, 20).Select(i => $"failed {i}").TakeLast(tail));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    public async Task Long_lines_do_not_shorten_the_tail(int tail)
    {
        // The server counts the parts into which the container runtime splits the lines.
        string[] lines = [.. Enumerable.Range(0, 60).Select(i => Klog(i, i == 57 ? new string('x', 6 << 20) : $"line {i}"))];
        _cluster.SetConsole(Proxy, lines);
        LogRun run = await OfAsync(Proxy, request => request with { Tail = tail });
        run.Entries.Select(entry => entry.Raw).ShouldBe(lines.TakeLast(tail));
    }

    [Theory]
    [InlineData(Agent)]
    [InlineData(Proxy)]
    public async Task Streams_a_line_of_20_MB(string container)
    {
        string line = container == Agent ? FollowCluster.Agent(1, new string('x', 20_000_000)) : Klog(1, new string('x', 20_000_000));
        Write(container, line + "\n");
        (await OfAsync(container)).Entries.ShouldHaveSingleItem().Raw.ShouldBe(line);
        (await OfAsync(container, request => request with { Raw = true })).Lines.ShouldHaveSingleItem().ShouldBe(line);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(40)]
    public async Task Orders_two_writers_of_one_log_by_time(int? tail)
    {
        // After the rotation, the worker continues in the rotated file, and the core writes to the new file and to standard output. What it
        // wrote to a file that was deleted then is only on standard output.
        string Core(int second, string text, string level = "INFO") => FollowCluster.Agent(second, text, level, "amazon-ssm-agent");
        string Worker(int second, string text) => FollowCluster.Agent(second, text);
        _cluster.SetFile(Lines(Core(1, "a"), Worker(2, "b"), Core(3, "c"), Worker(6, "f"), Worker(8, "h\n  of h"), Worker(12, "l")), FollowCluster.LogFile + ".1");
        _cluster.SetFile(Lines(Core(4, "d"), Core(7, "g", "ERROR"), Core(7, "g", "ERROR"), Core(9, "i")));
        _cluster.SetFile(Lines(Core(7, "g", "ERROR [log @ x.1]"), Core(7, "g", "ERROR [log @ x.1]"), Core(10, "j", "ERROR [log @ x.1]")), "/var/log/amazon/ssm/errors.log");
        _cluster.SetConsole(
            Agent,
            Core(1, "a"), Core(3, "c"), Core(4, "d"), Core(7, "g", "ERROR"), Core(7, "g", "ERROR [log @ x.1]"), Core(7, "g", "ERROR"), Core(7, "g", "ERROR [log @ x.1]"),
            Core(9, "i"), Core(10, "j", "ERROR"), Core(10, "j", "ERROR [log @ x.1]"), Core(11, "k"));
        string[] all = ["a", "b", "c", "d", "f", "g", "g", "h\n  of h", "i", "j", "k", "l"];

        LogRun run = await OfAsync(Agent, request => request with { Tail = tail });
        run.Entries.Select(entry => entry.Message).ShouldBe(all.TakeLast(tail ?? 99));
        run.Warnings.ShouldBeEmpty();

        run = await OfAsync(Agent, request => request with { Tail = tail, Level = LogLevel.Error });
        run.Entries.Select(entry => entry.Message).ShouldBe(new[] { "g", "g", "j" }.TakeLast(tail ?? 99));
        run = await OfAsync(Agent, request => request with { Tail = tail, SinceTime = DateTime.UtcNow.Date.AddDays(-1).AddSeconds(8) });
        run.Entries.Select(entry => entry.Message).ShouldBe(all[7..].TakeLast(tail ?? 99));
        run = await OfAsync(Agent, request => request with { Raw = true, Tail = tail });
        run.Lines.Select(line => line[(line.LastIndexOf("] ", StringComparison.Ordinal) is >= 0 and var end ? end + 2 : 0)..]).ShouldBe(
            all.SelectMany(text => text.Split('\n')).TakeLast(tail ?? 99));

        static string Lines(params string[] lines) => string.Concat(lines.Select(line => line + "\n"));
    }

    [SkippableFact]
    public async Task Reads_a_deleted_file_to_which_a_process_still_writes()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Other systems have no /proc.");
        _cluster.SetFile(FollowCluster.Agent(1, "a") + "\n", FollowCluster.LogFile + ".1");
        _cluster.SetFile(FollowCluster.Agent(3, "c") + "\n");
        using FileStream writer = Fake.Files.OpenToAppend(FollowCluster.Namespace, FollowCluster.Pod, Agent, FollowCluster.LogFile + ".1");
        _cluster.Delete(FollowCluster.LogFile + ".1");
        writer.Write(Encoding.UTF8.GetBytes(FollowCluster.Agent(5, "in the deleted file", "ERROR") + "\n"));
        writer.Flush();
        _cluster.SetConsole(Agent);

        LogRun run = await OfAsync(Agent);
        run.Entries.Select(entry => entry.Message).ShouldBe(["a", "c", "in the deleted file"]);
        run.Warnings.ShouldBeEmpty();

        await using (LiveLog live = _cluster.Follow(Agent))
        {
            await live.WaitForAsync("in the deleted file");
            writer.Write(Encoding.UTF8.GetBytes(FollowCluster.Agent(6, "more") + "\n"));
            writer.Flush();
            await live.WaitForAsync("more");
        }

        using var gateway = new KubernetesGateway();
        using IKubernetesClient client = gateway.Connect(
            gateway.FindClusters(new ConnectionSource { KubeConfigPaths = [Fake.KubeConfigPath] }, new RecordingLog()).First(cluster => cluster.Context == "admin"), TimeSpan.FromMinutes(1), new RecordingLog());
        var origin = new LogOrigin("admin", FollowCluster.Namespace, FollowCluster.Pod, Agent);
        IReadOnlyList<AgentFileEnd> ends = (await new AgentFileEnds(client).ReadAsync(new LogSource { Origin = origin }, CancellationToken.None))!;
        ends.ShouldContain(end => end.Name == AgentFileScript.DeletedName && end.Entries.Any(entry => entry.Message == "more"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Warns_of_newer_lines_if_deleted_files_cannot_be_seen(bool isRotated)
    {
        if (isRotated)
        {
            _cluster.SetFile(FollowCluster.Agent(1, "a") + "\n", FollowCluster.LogFile + ".1");
        }

        _cluster.SetFile(FollowCluster.Agent(3, "c") + "\n");
        _cluster.SetConsole(Agent);
        Fake.Exec.RemoveTool("ls");
        LogRun run = await OfAsync(Agent);
        run.Entries[^1].Message.ShouldBe("c");
        if (isRotated)
        {
            run.Warnings.ShouldHaveSingleItem().ShouldContain("Newer lines may exist.");
        }
        else
        {
            run.Warnings.ShouldBeEmpty();
        }
    }

    // The list of open files that ls writes: those of the agent, those of another user only, and none because of missing permissions.
    [SkippableTheory]
    [InlineData("/proc/7/fd:\nl-wx------ 1 root root 64 Nov 27 10:00 3 -> FOLDER/amazon-ssm-agent.log\nls: cannot open directory '/proc/1/fd': Permission denied", false)]
    [InlineData("/proc/7/fd:\nl-wx------ 1 root root 64 Nov 27 10:00 1 -> pipe:[1]", false)]
    [InlineData("ls: cannot open directory '/proc/1/fd': Permission denied\nls: cannot open directory '/proc/7/fd': Permission denied", true)]
    [InlineData("ls: /proc/1/fd: Operation not permitted", true)]
    public async Task Detects_that_open_files_are_not_shown(string shown, bool isHidden)
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip.If(true, "The script runs in Linux containers.");
            return;
        }

        string folder = Directory.CreateTempSubdirectory("eks-connector-open-files-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, AgentFileScript.FileName), "x\n");
            string ls = Path.Combine(folder, "ls");
            File.WriteAllText(ls, $"#!/bin/sh\ncat >&2 <<'END'\n{shown.Replace("FOLDER", folder, StringComparison.Ordinal)}\nEND\n");
            File.SetUnixFileMode(ls, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            string script = AgentFileScript.List()[2].Replace(AgentFileScript.Folder, folder, StringComparison.Ordinal);
            var start = new System.Diagnostics.ProcessStartInfo("sh", ["-c", script]) { RedirectStandardOutput = true, UseShellExecute = false };
            start.Environment["PATH"] = $"{folder}:{start.Environment["PATH"]}";
            using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
            string list = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            list.StartsWith(AgentFileScript.HiddenName + "\n", StringComparison.Ordinal).ShouldBe(isHidden, list);
            list.ShouldContain(" " + AgentFileScript.FileName);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(Agent)]
    [InlineData(Proxy)]
    public async Task Reads_as_far_back_as_matching_entries_need(string container)
    {
        string Line(int i, string text) => container == Agent ? FollowCluster.Agent(i, text) : Klog(i, text);
        Write(container, string.Concat(Enumerable.Range(0, 30_000).Select(i => Line(i, i % 5000 == 7 ? $"match {i}" : $"line {i}") + "\n")));

        LogRun run = await OfAsync(container, request => request with { Tail = 2, Pattern = LogRequest.ToPattern("match", TimeSpan.FromSeconds(1)) });

        run.Entries.Select(entry => entry.Message).ShouldBe(["match 20007", "match 25007"]);
        run.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1d", 20)]
    [InlineData("30m", 10)]
    [InlineData("1s", 0)]
    public async Task Since_includes_lines_from_that_time_on(string since, int entries)
    {
        // Ten entries are an hour old, and ten are a minute old.
        Fake.Files.Delete(FollowCluster.Namespace, FollowCluster.Pod, Agent, FollowCluster.LogFile);
        foreach ((string file, int minutes) in new[] { (".1", 60), (string.Empty, 1) })
        {
            string text = string.Concat(Enumerable.Range(0, 10).Select(_ => $"{DateTime.UtcNow.AddMinutes(-minutes):yyyy-MM-dd HH:mm:ss} INFO [a] of {minutes} minutes ago\n  more\n"));
            Fake.Files.Set(FollowCluster.Namespace, FollowCluster.Pod, Agent, FollowCluster.LogFile + file, Encoding.UTF8.GetBytes(text));
        }

        LogRun run = await OfAsync(Agent, request => request with { Since = Ago(since) });
        run.Entries.Count.ShouldBe(entries);
        run.Entries.ShouldAllBe(entry => entry.Message.EndsWith("ago\n  more"));
        (await OfAsync(Agent, request => request with { Since = Ago(since), Raw = true })).Lines.Count.ShouldBe(2 * entries);
    }

    [Fact]
    public async Task Since_the_future_returns_nothing_and_searches_long_files_from_the_end()
    {
        DateTime begin = DateTime.UtcNow.AddHours(-5);
        Fake.Files.SetGenerated(
            FollowCluster.Namespace,
            FollowCluster.Pod,
            Agent,
            FollowCluster.LogFile,
            10 << 20,
            line => $"{begin.AddMilliseconds(100 * line):yyyy-MM-dd HH:mm:ss} INFO [a] line {line}");
        LogEntry[] all = [.. (await OfAsync(Agent)).Entries];

        foreach (int back in new[] { 1, 100, 50_000 })
        {
            DateTime time = all[^back].UtcTime!.Value;
            LogRun run = await OfAsync(Agent, request => request with { SinceTime = time });
            run.Entries.Select(entry => entry.Raw).ShouldBe(all.Where(entry => entry.UtcTime >= time).Select(entry => entry.Raw));
        }

        (await OfAsync(Agent, request => request with { SinceTime = DateTime.UtcNow.AddDays(1) })).Entries.ShouldBeEmpty();
        Fake.Requests.All.Count(request => request.PathAndQuery.Contains(ReadsFile, StringComparison.Ordinal) && request.PathAndQuery.EndsWith("&command=0", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Theory]
    [InlineData(Agent)]
    [InlineData(Proxy)]
    public async Task Reads_exactly_the_specified_number_of_bytes(string container)
    {
        string text = string.Concat(Enumerable.Range(0, 50).Select(i => (container == Agent ? FollowCluster.Agent(i, $"line {i}") : Klog(i, $"line {i}")) + "\n"));
        Write(container, text);
        foreach (int limit in new[] { 1, 60, 100, 1000, 100_000 })
        {
            LogRun run = await OfAsync(container, request => request with { LimitBytes = limit, Raw = true });
            string.Join('\n', run.Lines).ShouldBe(text[..Math.Min(limit, text.Length)].TrimEnd('\n'));
            run.Failures.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Rejects_incompatible_parameters()
    {
        await RefusedAsync(request => request with { Tail = 1, LimitBytes = 1 }, "-Tail and -LimitBytes");
        await RefusedAsync(request => request with { Follow = true, Previous = true }, "-Follow and -Previous");
        await RefusedAsync(request => request with { Follow = true, Merge = true }, "-Follow and -Merge");
        await RefusedAsync(request => request with { Follow = true, LimitBytes = 1 }, "-Follow and -LimitBytes");
        await RefusedAsync(request => request with { Since = TimeSpan.FromDays(1), SinceTime = DateTime.UtcNow }, "-Since and -SinceTime");
        foreach (Func<LogRequest, LogRequest> change in new Func<LogRequest, LogRequest>[]
        {
            request => request with { Follow = true },
            request => request with { Raw = true },
            request => request with { Merge = true },
            request => request with { Level = LogLevel.Error },
            request => request with { Pattern = LogRequest.ToPattern("x", TimeSpan.FromSeconds(1)) },
        })
        {
            await RefusedAsync(request => change(request with { DestinationPath = Path.GetTempPath() }), "-DestinationPath and -");
        }

        Should.Throw<EksConnectorException>(() => LogRequest.ToPattern("(", TimeSpan.FromSeconds(1))).ErrorId.ShouldBe(ErrorIds.InvalidParameter);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Raw_lines_of_several_sources_name_their_source(bool merge, bool noPrefix)
    {
        _cluster.SetFile(FollowCluster.Agent(1, "one") + "\n  of one\n");
        _cluster.SetConsole(Proxy, Klog(5, "proxy"));
        string agent = noPrefix ? string.Empty : "eks-connector-0 connector-agent | ";
        string proxy = noPrefix ? string.Empty : "eks-connector-0 connector-proxy | ";

        LogRun run = await OfAsync("*", request => request with { Containers = [Agent, Proxy], Raw = true, Merge = merge, NoPrefix = noPrefix });
        run.Lines.ShouldBe([agent + FollowCluster.Agent(1, "one"), agent + "  of one", proxy + Klog(5, "proxy")]);

        run = await OfAsync(Proxy, request => request with { Raw = true, Merge = merge });
        run.Lines.ShouldBe([Klog(5, "proxy")]);
    }

    [Fact]
    public async Task Raw_lines_of_several_clusters_start_with_the_context()
    {
        await using FollowCluster fleet = await FollowCluster.StartAsync(new FakeOptions { Clusters = 2 });
        LogRun run = await LogRun.OfAsync(LogRun.Request(fleet.Fake.KubeConfigPath, "fleet-*", FollowCluster.Namespace) with
        {
            Containers = ["connector-init"],
            Pods = [new(null, null, FollowCluster.Pod)],
            Raw = true,
        });
        run.Lines.Select(line => line[..line.IndexOf(" |", StringComparison.Ordinal)]).Distinct().Order().ShouldBe(
            ["fleet-0001 eks-connector-0 connector-init", "fleet-0002 eks-connector-0 connector-init"]);
    }

    [Fact]
    public async Task Merging_orders_all_entries_and_keeps_the_order_of_each_source()
    {
        _cluster.SetFile("a line without a time\n" + FollowCluster.Agent(1, "one") + "\n  of one\n" + FollowCluster.Agent(5, "five") + "\n" + FollowCluster.Agent(3, "three, late") + "\n" + FollowCluster.Agent(9, "nine") + "\n");
        DateTime day = DateTime.UtcNow.Date.AddDays(-1);
        Fake.Logs.SetBytes(FollowCluster.Namespace, FollowCluster.Pod, Proxy, ReadOnlyMemory<byte>.Empty);
        foreach (int second in new[] { 2, 5, 7 })
        {
            _cluster.WriteConsole(Proxy, Klog(second, $"proxy {second}"), day.AddSeconds(second));
        }

        LogRun run = await OfAsync("connector-*", request => request with { Containers = [Agent, Proxy], Merge = true });
        run.Entries.Select(entry => entry.Message).ShouldBe(
            ["a line without a time", "one\n  of one", "proxy 2", "five", "three, late", "proxy 5", "proxy 7", "nine"]);
        run.Entries[0].Timestamp.ShouldBeNull();

        run = await OfAsync("connector-*", request => request with { Containers = [Agent, Proxy], Merge = true, Raw = true });
        run.Lines.Count.ShouldBe(9);
        run.Lines[2].ShouldBe("eks-connector-0 connector-agent |   of one");
    }

    [Fact]
    public async Task Merging_continues_without_a_failing_source()
    {
        Fake.Faults.Add(new Fault(FaultKind.CutInBody) { Path = $"container={Proxy}", BodyBytes = 200 });
        LogRun run = await LogRun.OfAsync(LogRun.Request(Fake.KubeConfigPath, "admin", FollowCluster.Namespace) with { Merge = true });
        run.Failures.ShouldNotBeEmpty();
        run.Entries.Count(entry => entry.Container == Proxy).ShouldBeGreaterThan(0);
        run.Entries.Count(entry => entry.Message.StartsWith("HealthCheck")).ShouldBe(12);
    }

    [Fact]
    public async Task A_source_that_fails_midway_keeps_its_entries_and_is_one_failure()
    {
        using var folder = new TemporaryFolder();
        _cluster.SetConsole(Proxy, [.. Enumerable.Range(0, 100).Select(i => Klog(i, $"line {i}"))]);
        Fake.Faults.Add(new Fault(FaultKind.CutInBody) { Path = "/log?", BodyBytes = 1000 });

        LogRun run = await OfAsync(Proxy);
        run.Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.ConnectionFailed);
        run.Entries.Count.ShouldBeInRange(5, 20);

        LogRun saved = await OfAsync(Proxy, request => request with { DestinationPath = folder.Path });
        saved.Failures.ShouldHaveSingleItem();
        saved.Files.ShouldHaveSingleItem().Length.ShouldBe(1000);
    }

    [Theory]
    [InlineData(FaultKind.ResetInBody)]
    [InlineData(FaultKind.Truncate)]
    public async Task Resumes_a_command_that_was_interrupted(FaultKind kind)
    {
        string[] lines = [.. Enumerable.Range(0, 1000).Select(i => FollowCluster.Agent(i, $"line {i}"))];
        _cluster.SetFile(string.Join('\n', lines[..500]) + "\n", FollowCluster.LogFile + ".1");
        _cluster.SetFile(string.Join('\n', lines[500..]) + "\n");
        foreach (int bytes in new[] { 5, 100, 20_000, 7000, 12_000 })
        {
            Fake.Faults.Add(new Fault(kind) { Path = "/exec?", After = bytes == 5 ? 1 : 0, Times = 1, BodyBytes = bytes });
        }

        LogRun run = await OfAsync(Agent, request => request with { Raw = true });
        run.Failures.ShouldBeEmpty();
        run.Lines.ShouldBe(lines);
    }

    [Fact]
    public async Task A_forbidden_log_creates_no_file_and_no_warning_about_standard_output()
    {
        using var folder = new TemporaryFolder();
        LogRun run = await OfAsync("*", request => request with { DestinationPath = folder.Path }, "lister");
        run.Files.ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
        run.Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.AccessDenied);
        run.Warnings.ShouldNotContain(warning => warning.Contains("standard output"));
    }

    [SkippableFact]
    public async Task A_full_disk_is_one_failure_and_the_other_logs_are_saved()
    {
        Skip.IfNot(File.Exists("/dev/full"), "The test requires /dev/full.");
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(Path.Combine(folder.Path, $"admin.{FollowCluster.Namespace}.{FollowCluster.Pod}.{Proxy}.log"), "/dev/full");

        LogRun run = await OfAsync("*", request => request with { DestinationPath = folder.Path });

        EksConnectorException failure = run.Failures.ShouldHaveSingleItem();
        (failure.ErrorId, failure.Category).ShouldBe((ErrorIds.DestinationNotWritable, FailureCategory.WriteError));
        run.Files.Select(file => file.Name).ShouldAllBe(name => !name.Contains(Proxy));
        run.Files.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_destination_that_is_a_file_is_one_failure()
    {
        string file = Path.GetTempFileName();
        LogRun run = await OfAsync(Proxy, request => request with { DestinationPath = file });
        File.Delete(file);
        run.Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.DestinationNotWritable);
        run.Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(10)]
    public async Task A_slow_pattern_is_one_failure_and_does_not_hang(int? tail)
    {
        _cluster.SetConsole(Proxy, [.. Enumerable.Range(0, 5).Select(i => Klog(i, new string('a', 5000) + "!"))]);
        LogRun run = await OfAsync("*", request => request with { Tail = tail, Pattern = LogRequest.ToPattern("^I.*(a+)+b$|health", TimeSpan.FromMilliseconds(50)) });
        run.Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.InvalidParameter);
        run.Entries.ShouldContain(entry => entry.Container == Agent);
    }

    // In a crash loop, the status of the Pod can show a running container that has just ended.
    [Theory]
    [InlineData("failed to exec in container: failed to create exec \"fdce\": cannot exec in a stopped state: unknown", "because it is not running.")]
    [InlineData("container not found (\"connector-agent\")", "because it is not running.")]
    [InlineData("failed to exec in container: failed to load task: no running task found: task 4f: not found", "because it is not running.")]
    [InlineData("error dialing backend: no route to host", "because no command could be run in it (Context 'admin'")]
    public async Task A_refused_command_is_explained(string refusal, string reason)
    {
        string console = FollowCluster.Agent(1, "console");
        _cluster.SetConsole(Agent, console);
        Fake.Faults.Add(Fault.Answer(500) with { Path = "/exec?", Message = $"Internal error occurred: error executing command in container: {refusal}" });

        LogRun run = await OfAsync(Agent);

        run.Failures.ShouldBeEmpty();
        run.Entries.ShouldHaveSingleItem().Raw.ShouldBe(console);
        run.Warnings.ShouldHaveSingleItem().ShouldContain($"its standard output is read instead of its log files, {reason}");
    }

    [Theory]
    [InlineData("sh", null)]
    [InlineData("cat", "its standard output is read instead of its log files")]
    [InlineData("dd", null)]
    [InlineData("stat", null)]
    [InlineData("sh cat", "its standard output is read instead of its log files")]
    public async Task Works_without_tools_in_the_container(string tools, string? warning)
    {
        string[] lines = [.. Enumerable.Range(0, 3000).Select(i => FollowCluster.Agent(i, $"line {i}"))];
        string console = FollowCluster.Agent(1, "console");
        string[] all = [.. lines[..2], console, .. lines[2..]];
        _cluster.SetFile(string.Join('\n', lines) + "\n");
        _cluster.SetConsole(Agent, console);
        foreach (string tool in tools.Split(' '))
        {
            Fake.Exec.RemoveTool(tool);
        }

        foreach (int? tail in new int?[] { null, 5 })
        {
            LogRun run = await OfAsync(Agent, request => request with { Tail = tail });
            run.Failures.ShouldBeEmpty();
            run.Entries.Select(entry => entry.Raw).ShouldBe(warning is null ? all.TakeLast(tail ?? all.Length) : [console]);
            if (warning is null)
            {
                run.Warnings.ShouldBeEmpty();
            }
            else
            {
                run.Warnings.ShouldHaveSingleItem().ShouldContain(warning);
            }
        }
    }

    [Fact]
    public async Task A_byte_limit_does_not_split_a_character()
    {
        const string line = "2026-01-08 08:44:30 INFO [a] äö€😀.";
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        Fake.Files.Set(FollowCluster.Namespace, FollowCluster.Pod, Agent, FollowCluster.LogFile, [.. bytes, (byte)'\n']);
        for (int limit = 29; limit < bytes.Length; limit++)
        {
            string raw = (await OfAsync(Agent, request => request with { LimitBytes = limit })).Entries.ShouldHaveSingleItem().Raw;

            line.ShouldStartWith(raw);
            int length = Encoding.UTF8.GetByteCount(raw);
            length.ShouldBeLessThanOrEqualTo(limit);

            // The next character does not fit.
            (length + Encoding.UTF8.GetByteCount(new StringInfo(line[raw.Length..]).SubstringByTextElements(0, 1))).ShouldBeGreaterThan(limit);
        }
    }

    [Theory]
    [InlineData(Agent)]
    [InlineData(Proxy)]
    public async Task Saves_invalid_bytes_unchanged_and_decodes_lines(string container)
    {
        byte[] log =
        [
            .. "2026-01-08 08:44:27 INFO [a] crlf\r\n"u8,
            .. "2026-01-08 08:44:28 INFO [a] \0nul \u001b[31mred\u001b[0m \u001e\u001e \u0007\n"u8,
            .. "2026-01-08 08:44:29 INFO [a] invalid "u8, 0xff, 0xfe, 0xc3, (byte)'(', 0xe2, 0x82, (byte)'\n',
            .. "\n\r\n\n"u8,
            .. "2026-01-08 08:44:30 INFO [a] äöü € 😀\n"u8,
            .. "2026-01-08 08:44:31 INFO [a] cut o"u8,
        ];
        using var folder = new TemporaryFolder();
        if (container == Agent)
        {
            Fake.Files.Set(FollowCluster.Namespace, FollowCluster.Pod, Agent, FollowCluster.LogFile, log);
        }
        else
        {
            Fake.Logs.SetBytes(FollowCluster.Namespace, FollowCluster.Pod, container, log);
        }

        LogRun saved = await OfAsync(container, request => request with { DestinationPath = folder.Path });
        (await File.ReadAllBytesAsync(saved.Files.ShouldHaveSingleItem().FullName)).ShouldBe(log);
        string[] lines = [.. Encoding.UTF8.GetString(log).Split('\n').Select(line => line.TrimEnd('\r'))];
        (await OfAsync(container, request => request with { Raw = true })).Lines.ShouldBe(lines);
        string.Join('\n', (await OfAsync(container)).Entries.Select(entry => entry.Raw)).ShouldBe(VisibleText.Of(string.Join('\n', lines)));
    }

    [Fact]
    public async Task An_empty_log_gives_an_empty_file_and_no_entries()
    {
        using var folder = new TemporaryFolder();
        _cluster.SetConsole(Proxy);
        _cluster.SetFile(string.Empty);
        LogRun run = await OfAsync("*", request => request with { Containers = [Agent, Proxy] });
        run.Entries.ShouldBeEmpty();
        run.Warnings.ShouldBeEmpty();
        LogRun saved = await OfAsync("*", request => request with { Containers = [Agent, Proxy], DestinationPath = folder.Path });
        saved.Files.Select(file => file.Length).ShouldBe([0, 0]);
    }

    [Fact]
    public async Task Stopping_the_reader_ends_all_sources()
    {
        Fake.Files.SetGenerated(FollowCluster.Namespace, FollowCluster.Pod, Agent, FollowCluster.LogFile, 100 << 20, line => FollowCluster.Agent(1, $"line {line}"));
        Fake.Logs.SetGenerated(FollowCluster.Namespace, FollowCluster.Pod, Proxy, 1_000_000, line => Klog(1, $"line {line}"));
        using var gateway = new EksConnector.Kubernetes.KubernetesGateway();
        await foreach (Core.Operations.OperationEvent<object> operationEvent in new GetLogOperation(gateway).RunAsync(_cluster.Request("connector-*") with { Containers = [Agent, Proxy] }))
        {
            if (operationEvent is Core.Operations.BatchEvent<object>)
            {
                break;
            }
        }

        await Fake.Exec.WaitForIdleAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_failing_cluster_of_a_fleet_does_not_affect_the_others()
    {
        await using FollowCluster fleet = await FollowCluster.StartAsync(new FakeOptions { Clusters = 5 });
        fleet.Fake.Faults.Add(Fault.Answer(503) with { Context = "fleet-0003", Path = "/log?" });
        fleet.Fake.Faults.Add(Fault.Answer(403) with { Context = "fleet-0004" });
        LogRun run = await LogRun.OfAsync(LogRun.Request(fleet.Fake.KubeConfigPath, "fleet-*", FollowCluster.Namespace) with { Containers = ["connector-init"] });
        run.Entries.Select(entry => entry.Context).Distinct().Order().ShouldBe(["fleet-0001", "fleet-0002", "fleet-0005"]);
        run.Failures.Select(failure => failure.Target).Distinct().Order().ShouldBe(["fleet-0003", "fleet-0004"]);
    }

    private static string Fatal(string container, int number)
    {
        string line = container == Agent ? FollowCluster.Agent(number, $"fatal {number}", "CRITICAL") : $"F0108 08:44:{number:00}.123456       1 init.go:43] fatal {number}";
        return line + "\ngoroutine 1 [running]:\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"main.call{i}(0x{i:x})\n\t/src/main.go:{i} +0x{i:x}\n"));
    }

    private static TimeSpan Ago(string text) => Duration.TryParse(text, out TimeSpan duration) ? duration : throw new FormatException(text);

    private static string Klog(int second, string text) => $"I0108 08:44:{second % 60:00}.123456       1 fsnotify.go:34] {text}";

    private void Write(string container, string text)
    {
        if (container == Agent)
        {
            _cluster.SetFile(text);
        }
        else
        {
            Fake.Logs.SetBytes(FollowCluster.Namespace, FollowCluster.Pod, container, Encoding.UTF8.GetBytes(text), DateTime.UtcNow.AddMinutes(-1));
        }
    }

    private async Task RefusedAsync(Func<LogRequest, LogRequest> change, string names)
    {
        EksConnectorException exception = await Should.ThrowAsync<EksConnectorException>(() => OfAsync(Proxy, change));
        (exception.ErrorId, exception.Category).ShouldBe((ErrorIds.InvalidParameter, FailureCategory.InvalidArgument));
        exception.Message.ShouldContain(names);
        exception.RecommendedAction.ShouldNotBeNullOrEmpty();
    }

    private Task<LogRun> OfAsync(string container, Func<LogRequest, LogRequest>? change = null, string context = "admin") =>
        LogRun.OfAsync((change ?? (request => request))(_cluster.Request(container, context)));
}
