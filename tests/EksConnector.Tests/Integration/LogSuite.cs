using System.Diagnostics;
using EksConnector.Core.Logs;
using EksConnector.Tests.KubeConfig;

namespace EksConnector.Tests.Integration;

/// <summary>What Get-EksConnectorLog must return for each scenario, on the fake cluster and on a real one.</summary>
public abstract class LogSuite(ITestCluster cluster)
{
    private const string All = "0/init 0/agent 0/proxy 1/init 1/agent 1/proxy";
    private const string FailedBefore = "eks-connector-[01]/connector-\\w+ has (an earlier run that failed|been restarted)";
    private const string NotRunning = "eks-connector-[01]/connector-agent: its standard output is read instead .* because it is not running";

    [SkippableTheory]
    [InlineData("healthy", All)]
    [InlineData("image-pull-backoff", "", "no log exists yet for eks-connector-0/connector-init \\((ImagePullBackOff|ErrImagePull)\\), eks-connector-0/connector-agent")]
    [InlineData("registry-unreachable", "", "no log exists yet for eks-connector-0/connector-init")]
    [InlineData("agent-image-pull-backoff", "0/init 0/proxy")]
    [InlineData("agent-offline", All)]
    [InlineData("agent-denied", All)]
    [InlineData("agent-log-rotated", All)]
    [InlineData("agent-log-rolled", All)]
    [InlineData("agent-log-missing", All, "eks-connector-0/connector-agent: .* because the file /var/log/amazon/ssm/amazon-ssm-agent.log does not exist", "eks-connector-1/connector-agent: .* because the file .* does not exist")]
    [InlineData("one-pod-broken", "0/init 0/agent 0/proxy 1/init", FailedBefore)]
    [InlineData("init-crashloop", "0/init", FailedBefore)]
    [InlineData("init-offline", "0/init", FailedBefore)]
    [InlineData("init-forbidden", "0/init", FailedBefore)]
    [InlineData("pending", "", "no log exists yet for eks-connector-0/connector-init, ")]
    [InlineData("config-missing", "", "no log exists yet for eks-connector-0/connector-init \\(PodInitializing\\), ")]
    [InlineData("scaled-to-zero", "", "scaled to 0 replicas, so there is no log")]
    public async Task Each_scenario_has_its_sources_and_one_warning_for_each_missing_one(string scenario, string sources, params string[] warnings)
    {
        LogRequest request = await RequestAsync(scenario);
        LogRun run = await LogRun.OfAsync(request);

        // In a crash loop there are moments without a log or without an earlier run.
        for (long start = Stopwatch.GetTimestamp(); !IsExpected(run) && Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(1);)
        {
            run = await LogRun.OfAsync(request);
        }

        run.Failures.ShouldBeEmpty();
        run.Sources.ShouldBe(sources);
        run.Warnings.Count.ShouldBe(warnings.Length, string.Join('\n', run.Warnings));
        foreach ((string seen, string expected) in run.Warnings.Order(StringComparer.Ordinal).Zip(warnings))
        {
            seen.ShouldMatch(expected);
        }

        run.Entries.ShouldAllBe(entry => entry.Context == "admin" && entry.Namespace.EndsWith(scenario) && !entry.IsFromPreviousContainer);
        run.Entries.ShouldAllBe(entry => entry.Timestamp!.Value.Kind == DateTimeKind.Local);
        run.AllText.ShouldNotContain("PLANTED", Case.Insensitive);

        bool IsExpected(LogRun seen) => seen.Sources == sources
            && seen.Warnings.Count == warnings.Length
            && seen.Warnings.Order(StringComparer.Ordinal).Zip(warnings).All(pair => System.Text.RegularExpressions.Regex.IsMatch(pair.First, pair.Second));
    }

    [SkippableFact]
    public async Task Follows_and_reads_a_container_that_keeps_running()
    {
        LogRequest request = await RequestAsync("init-slow");
        await using LiveLog live = LiveLog.Start(request with { Follow = true });
        await live.WaitForAsync("registering with activation");
        LogRun run = await LogRun.OfAsync(request);
        run.Sources.ShouldBe("0/init");
        run.Warnings.ShouldBeEmpty();
        run.Failures.ShouldBeEmpty();
    }

    // Their containers run only for a moment, and wait most of the time.
    [SkippableTheory]
    [InlineData("agent-crashloop", "connector-agent")]
    [InlineData("proxy-crashloop", "connector-proxy")]
    public async Task A_crash_loop_mentions_the_previous_run(string scenario, string container)
    {
        LogRequest request = await RequestAsync(scenario);
        LogRun run = await LogRun.OfAsync(request);

        // In a crash loop, there is a short time in which the node knows only the run that has just failed, which is not a previous run.
        for (long start = Stopwatch.GetTimestamp(); !Says(run) && Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(1);)
        {
            run = await LogRun.OfAsync(request);
        }

        run.Failures.ShouldBeEmpty();
        run.Sources.ShouldStartWith("0/init 0/agent 0/proxy");
        Says(run).ShouldBeTrue(run.AllText);
        run.Warnings.ShouldAllBe(warning => System.Text.RegularExpressions.Regex.IsMatch(warning, $"{FailedBefore}|{NotRunning}"));
        run.AllText.ShouldNotContain("PLANTED", Case.Insensitive);

        bool Says(LogRun message) => message.Warnings.Any(warning => warning.Contains($"eks-connector-0/{container} has"));
    }

    [SkippableTheory]
    [InlineData("init-crashloop", "connector-init", "Fatal", "init.go:43", "failed to initiate eks-connector: InvalidActivation:")]
    [InlineData("init-offline", "connector-init", "Fatal", "init.go:43", "failed to initiate eks-connector: RequestError: send request failed\ncaused by: Post ")]
    [InlineData("init-forbidden", "connector-init", "Fatal", "init.go:43", "is forbidden: ")]
    [InlineData("proxy-crashloop", "connector-proxy", "Fatal", "server.go:38", "address already in use")]
    [InlineData("agent-crashloop", "connector-agent", "Error", "amazon-ssm-agent", "Agent failed to assume any identity: the registration key does not fit the fingerprint")]
    public async Task The_previous_run_of_a_crash_loop_shows_the_reason(string scenario, string container, string level, string source, string message)
    {
        LogRequest request = (await RequestAsync(scenario)) with { Previous = true, Level = LogLevel.Error, Pods = [new(null, null, "*-0")] };
        LogRun run = await LogRun.OfAsync(request);

        // There is a short time in which the node has no log: the last run has ended, and the log of the one before was deleted.
        for (long start = Stopwatch.GetTimestamp(); IsLost(run) && Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(1);)
        {
            run = await LogRun.OfAsync(request);
        }

        run.Failures.ShouldBeEmpty();
        LogEntry entry = run.Entries.ShouldHaveSingleItem();
        (entry.Container, entry.Level, entry.Source, entry.IsFromPreviousContainer).ShouldBe((container, level, source, true));
        entry.Message.ShouldContain(message);
        if (level == "Fatal")
        {
            entry.Message.ShouldContain("\ngoroutine 1 [running]:\n");
        }
    }

    [SkippableTheory]
    [InlineData("agent-offline", "ssm-agent-worker/MessageService/MGSInteractor", "dial tcp: lookup")]
    [InlineData("agent-denied", "ssm-agent-worker/MessageService/MGSInteractor", "<AccessDeniedException>")]
    public async Task Finds_errors_of_the_agent_by_level(string scenario, string source, string message)
    {
        LogRun run = await OfAsync(scenario, request => request with { Level = LogLevel.Error });
        run.Entries.ShouldNotBeEmpty();
        run.Entries.ShouldAllBe(entry => entry.Container == "connector-agent" && entry.Level == "Error" && entry.Source == source);
        run.Entries.ShouldAllBe(entry => entry.Message.Contains(message));
    }

    [SkippableFact]
    public async Task Reads_the_files_of_the_agent_oldest_first()
    {
        LogRun run = await OfAsync("agent-log-rolled", Agent);

        string[] rolls = [.. run.Entries.Select(entry => entry.Message).Where(message => message.Contains("roll"))];
        rolls.ShouldBe([.. new[] { 4, 5, 6, 7 }.SelectMany(roll => new[] { $"first line of roll {roll}", $"last line of roll {roll}" })]);
        run.Entries[0].Message.ShouldBe("amazon-ssm-agent - v3.2, container mode");
        run.Entries.ShouldContain(entry => entry.Message.Contains("eks_c:my-cluster_"));
        run.Entries[^1].Message.ShouldBe("HealthCheck reporting agent health.");
        run.Entries.Select(entry => entry.Timestamp).ShouldBeInOrder(SortDirection.Ascending);
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task The_tail_covers_rotated_files(int tail)
    {
        LogRequest request = (await RequestAsync("agent-log-rolled")) with { Containers = ["connector-init", "connector-agent"] };
        LogRun whole = await LogRun.OfAsync(request);
        LogRun end = await LogRun.OfAsync(request with { Tail = tail });

        foreach (IGrouping<string, LogEntry> source in whole.Entries.GroupBy(entry => $"{entry.Pod}/{entry.Container}"))
        {
            string[] got = [.. end.Entries.Where(entry => $"{entry.Pod}/{entry.Container}" == source.Key).Select(entry => entry.Raw)];
            string[] all = [.. source.Select(entry => entry.Raw)];

            // The agent continues to write between the two reads.
            got.Length.ShouldBeGreaterThanOrEqualTo(Math.Min(tail, all.Length));
            got.Length.ShouldBeLessThanOrEqualTo(tail);
            if (source.Key.EndsWith("init"))
            {
                got.ShouldBe(all.TakeLast(tail));
            }
            else if (tail == 100)
            {
                got.Take(all.Length).ShouldBe(all);
            }
        }
    }

    [SkippableFact]
    public async Task A_viewer_reads_standard_output_and_gets_a_warning_about_the_files()
    {
        LogRun run = await OfAsync("healthy", context: "viewer");
        run.Failures.ShouldBeEmpty();
        run.Sources.ShouldBe(All);
        run.Warnings.Count.ShouldBe(1);
        run.Warnings.ShouldAllBe(warning => warning.Contains("because this user is not permitted to run commands in it (RBAC: verbs get and create, resource pods/exec). The lines of the agent's worker"));
        run.Entries.ShouldNotContain(entry => entry.Source.StartsWith("ssm-agent-worker"));
        run.AllText.ShouldNotContain("PLANTED", Case.Insensitive);
    }

    [SkippableFact]
    public async Task A_user_without_the_permission_gets_one_failure_that_names_it()
    {
        LogRun run = await OfAsync("healthy", context: "lister");
        run.Entries.ShouldBeEmpty();
        EksConnectorException failure = run.Failures.ShouldHaveSingleItem();
        (failure.ErrorId, failure.Category, failure.Target).ShouldBe((ErrorIds.AccessDenied, FailureCategory.PermissionDenied, "lister"));
        failure.RecommendedAction.ShouldContain("verb get, resource pods/log");
        run.Warnings.ShouldHaveSingleItem().ShouldContain("StatefulSet");
    }

    [SkippableTheory]
    [InlineData("nobody", ErrorIds.AccessDenied, "verb list, resource pods")]
    [InlineData("stranger", ErrorIds.Unauthorized, "credentials")]
    [InlineData("offline", ErrorIds.ConnectionRefused, "server address")]
    [InlineData("absent", ErrorIds.ContextNotFound, "admin")]
    public async Task An_unusable_context_is_one_failure(string context, string errorId, string advice)
    {
        LogRun run = await OfAsync("healthy", context: context);
        run.Entries.ShouldBeEmpty();
        EksConnectorException failure = run.Failures.ShouldHaveSingleItem();
        (failure.ErrorId, failure.Target).ShouldBe((errorId, context));
        failure.RecommendedAction.ShouldContain(advice);
    }

    [SkippableTheory]
    [InlineData("missing")]
    [InlineData("no-namespace")]
    public async Task Without_a_connector_there_is_one_failure(string scenario)
    {
        LogRun run = await OfAsync(scenario);
        run.Entries.ShouldBeEmpty();
        run.Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.ConnectorNotInstalled);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Failing_contexts_do_not_affect_the_others(bool merge)
    {
        string @namespace = await cluster.EnterAsync("healthy");
        LogRun run = await LogRun.OfAsync(LogRun.Request(cluster.KubeConfigPath, "admin", @namespace) with
        {
            Targets = [new("nobody", @namespace), new("admin", @namespace), new("offline", @namespace), new("lister", @namespace), new("viewer", @namespace)],
            Merge = merge,
        });
        run.Entries.Select(entry => entry.Context).Distinct().Order().ShouldBe(["admin", "viewer"]);
        run.Failures.Select(failure => failure.Target).Order().ShouldBe(["lister", "nobody", "offline"]);
        if (merge)
        {
            run.Entries.Select(entry => entry.Timestamp).ShouldBeInOrder(SortDirection.Ascending);
        }
    }

    [SkippableFact]
    public async Task Selects_Pods_and_containers_by_pattern_and_reports_a_wrong_name()
    {
        LogRun run = await OfAsync("healthy", request => request with { Pods = [new(null, null, "*-1")], Containers = ["*-init", "connector-p*"] });
        run.Sources.ShouldBe("1/init 1/proxy");

        run = await OfAsync("healthy", request => request with { Pods = [new(null, null, "absent")] });
        run.Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.PodNotFound);
        run.Failures[0].RecommendedAction.ShouldContain("eks-connector-0, eks-connector-1");

        run = await OfAsync("healthy", request => request with { Containers = ["absent"] });
        run.Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.ContainerNotFound);
        run.Failures[0].RecommendedAction.ShouldContain("connector-init, connector-agent, connector-proxy");
    }

    [SkippableFact]
    public async Task Raw_lines_and_saved_files_match_the_entries()
    {
        LogRequest request = await RequestAsync("agent-log-rolled");
        LogRun entries = await LogRun.OfAsync(request);
        LogRun raw = await LogRun.OfAsync(request with { Raw = true, NoPrefix = true });
        using var folder = new TemporaryFolder();
        LogRun saved = await LogRun.OfAsync(request with { DestinationPath = folder.Path });

        saved.Files.Select(file => file.Name["admin.".Length..]).ShouldBe(
            [.. new[] { 0, 1 }.SelectMany(pod => new[] { "init", "agent", "proxy" }.Select(container => $"{entries.Entries[0].Namespace}.eks-connector-{pod}.connector-{container}.log"))]);
        string[] lines = [.. entries.Entries.SelectMany(entry => entry.Raw.Split('\n'))];
        string[] files = [.. saved.Files.SelectMany(file => File.ReadAllLines(file.FullName))];
        foreach (string line in lines)
        {
            raw.Lines.ShouldContain(line);
            files.ShouldContain(line);
        }

        raw.AllText.ShouldNotContain("PLANTED", Case.Insensitive);
        saved.AllText.ShouldNotContain("PLANTED", Case.Insensitive);
    }

    [SkippableFact]
    public async Task Following_returns_existing_lines_and_ends_at_the_timeout()
    {
        LogRun run = await OfAsync("healthy", request => request with { Follow = true, Duration = TimeSpan.FromSeconds(3) });
        run.Failures.ShouldBeEmpty();
        run.Warnings.ShouldBeEmpty();
        run.Entries.Select(entry => $"{entry.Pod[^1]}/{entry.Container["connector-".Length..]}").Distinct().Order().ShouldBe(All.Split(' ').Order());
        run.Entries.GroupBy(entry => (entry.Pod, entry.Container)).ShouldAllBe(source => source.Select(entry => entry.Timestamp).Order().SequenceEqual(source.Select(entry => entry.Timestamp)));
        run.AllText.ShouldNotContain("PLANTED", Case.Insensitive);
    }

    private static bool IsLost(LogRun run) => run.Entries.Count == 0 && run.Warnings.Any(warning => warning.EndsWith("no longer on the node.", StringComparison.Ordinal));

    private static LogRequest Agent(LogRequest request) => request with { Containers = ["connector-agent"], Pods = [new(null, null, "*-0")] };

    // The times of the fake start again when a scenario is loaded.
    private async Task<LogRequest> RequestAsync(string scenario) => LogRun.Request(cluster.KubeConfigPath, "admin", await cluster.EnterAsync(scenario));

    private async Task<LogRun> OfAsync(string scenario, Func<LogRequest, LogRequest>? change = null, string context = "admin") =>
        await LogRun.OfAsync(cluster.KubeConfigPath, context, await cluster.EnterAsync(scenario), change);
}
