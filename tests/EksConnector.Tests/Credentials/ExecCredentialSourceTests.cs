using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using EksConnector.Core;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.KubeConfig;
using EksConnector.Tests.KubeConfig;

namespace EksConnector.Tests.Credentials;

public sealed class ExecCredentialSourceTests : IDisposable
{
    private const string Answer = """{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":""";
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly RecordingLog _log = new();

    public ExecCredentialSourceTests() => Environment.SetEnvironmentVariable("EKSCONNECTOR_TEST_INHERITED", "yes");

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Caches_a_token_until_shortly_before_it_expires()
    {
        using ICredentialSource source = Create(Plugin(CountingPlugin("\\\"expirationTimestamp\\\":\\\"2024-06-01T13:00:00Z\\\",")));

        Credential first = await source.GetAsync(null, default);
        first.Authorization!.Parameter.ShouldBe("token-1");
        first.ToString().ShouldNotContain("token-1");
        _time.Advance(TimeSpan.FromSeconds((60 * 60) - 31));
        (await source.GetAsync(null, default)).ShouldBeSameAs(first);
        _time.Advance(TimeSpan.FromSeconds(2));
        (await source.GetAsync(null, default)).Authorization!.Parameter.ShouldBe("token-2");
    }

    [SkippableFact]
    public async Task Caches_a_token_without_expiration_until_it_is_rejected()
    {
        using ICredentialSource source = Create(Plugin(CountingPlugin(string.Empty)));
        Credential first = await source.GetAsync(null, default);

        _time.Advance(TimeSpan.FromDays(1000));
        (await source.GetAsync(null, default)).ShouldBeSameAs(first);
        Credential second = await source.GetAsync(first, default);
        second.Authorization!.Parameter.ShouldBe("token-2");
        (await source.GetAsync(first, default)).ShouldBeSameAs(second);
    }

    [SkippableFact]
    public async Task Returns_the_same_instance_for_the_same_credential_after_a_rejection()
    {
        using ICredentialSource source = Create(Plugin(PrintCommand(Answer + """{"token":"PLANTED"}}""")));
        Credential first = await source.GetAsync(null, default);

        (await source.GetAsync(first, default)).ShouldBeSameAs(first);
    }

    [SkippableFact]
    public async Task Concurrent_callers_share_one_run()
    {
        string gate = Path.Combine(_folder.Path, "gate");
        using ICredentialSource source = Create(Plugin($"mkfifo '{gate}'; read line < '{gate}'; " + CountingPlugin(string.Empty)));

        Task<Credential>[] callers = Enumerable.Range(0, 8).Select(_ => source.GetAsync(null, default).AsTask()).ToArray();
        await OpenAsync(gate);
        Credential[] credentials = await Task.WhenAll(callers);

        credentials.ShouldAllBe(credential => ReferenceEquals(credential, credentials[0]));
        credentials[0].Authorization!.Parameter.ShouldBe("token-1");
    }

    [SkippableFact]
    public async Task Canceling_one_caller_does_not_stop_the_shared_run()
    {
        string gate = Path.Combine(_folder.Path, "gate");
        using ICredentialSource source = Create(Plugin($"mkfifo '{gate}'; read line < '{gate}'; " + CountingPlugin(string.Empty)));
        using var canceledCaller = new CancellationTokenSource();
        Task<Credential> ended = source.GetAsync(null, canceledCaller.Token).AsTask();
        Task<Credential> otherCaller = source.GetAsync(null, default).AsTask();

        await canceledCaller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => ended);
        await OpenAsync(gate);
        (await otherCaller).Authorization!.Parameter.ShouldBe("token-1");
    }

    [SkippableFact]
    public async Task Canceling_stops_the_plugin_and_its_child_processes()
    {
        string pids = Path.Combine(_folder.Path, "pids");
        string script = Plugin($"mkfifo '{pids}'; sleep 600 & echo $$ $! > '{pids}'; wait");
        using ICredentialSource source = Create(script);
        using var cancellation = new CancellationTokenSource();
        Task<Credential> waiting = source.GetAsync(null, cancellation.Token).AsTask();
        string[] started = (await ReadAsync(pids)).Split(' ', StringSplitOptions.TrimEntries);

        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        foreach (string pid in started)
        {
            await WaitForExitAsync(int.Parse(pid, CultureInfo.InvariantCulture));
        }
    }

    [SkippableFact]
    public async Task Stops_a_hanging_plugin_and_shows_its_message()
    {
        using ICredentialSource source = Create(Plugin("echo 'waiting for the browser' >&2; exec sleep 600"), timeout: TimeSpan.FromSeconds(1));

        EksConnectorException exception = await Fails(source);
        exception.ErrorId.ShouldBe(ErrorIds.CredentialPluginTimeout);
        exception.Category.ShouldBe(FailureCategory.OperationTimeout);
        exception.Message.ShouldContain("timed out after 1 s");
        exception.Message.ShouldContain("waiting for the browser");
    }

    [SkippableFact]
    public async Task Reports_a_failing_plugin_with_its_redacted_message()
    {
        string script = Plugin(
            "printf '\\033[31mno login\\033[0m for password: PLANTED-one and %s\\n' \"$MY_SECRET\" >&2; echo PLANTED-stdout; exit 3");
        using ICredentialSource source = Create(script, exec => exec with { Environment = [new("MY_SECRET", "PLANTED-two")] });

        EksConnectorException exception = await Fails(source);
        exception.ErrorId.ShouldBe(ErrorIds.CredentialPluginFailed);
        exception.Target.ShouldBe("x");
        exception.Message.ShouldContain("exit code 3");
        exception.Message.ShouldContain("no login");
        exception.ToString().ShouldNotContain("PLANTED");
        exception.Message.ShouldNotContain("\u001b");
    }

    [SkippableFact]
    public async Task Values_passed_by_the_kubeconfig_are_not_in_the_message()
    {
        string script = Plugin("echo \"called with $* and $PLAIN\" >&2; exit 1");
        using ICredentialSource source = Create(script, exec => exec with
        {
            Arguments = ["--profile", "PLANTED-one", "--password=PLANTED-two", "PLANTED-one-more"],
            Environment = [new("PLAIN", "PLANTED-three")],
        });

        EksConnectorException exception = await Fails(source);
        exception.Message.ShouldContain("called with --profile");
        exception.ToString().ShouldNotContain("PLANTED");
        exception.ToString().ShouldNotContain("-more");
    }

    [SkippableFact]
    public async Task Removes_bidirectional_control_characters()
    {
        using ICredentialSource source = Create(Plugin("printf 'safe \\342\\200\\256evil\\342\\200\\250' >&2; exit 1"));

        (await Fails(source)).Message.ShouldEndWith(": safe evil");
    }

    [SkippableFact]
    public async Task Stops_a_plugin_that_ignores_signals_and_closes_its_output()
    {
        using ICredentialSource source = Create(
            Plugin("trap '' TERM INT HUP; exec 1>&- 2>&-; while :; do sleep 600; done"), timeout: TimeSpan.FromSeconds(1));

        (await Fails(source).WaitAsync(s_long)).ErrorId.ShouldBe(ErrorIds.CredentialPluginTimeout);
    }

    [SkippableFact]
    public async Task A_process_left_behind_by_the_plugin_delays_nothing()
    {
        string pid = Path.Combine(_folder.Path, "pid");
        using ICredentialSource source = Create(Plugin($"sleep 600 & echo $! > '{pid}'; " + PrintCommand(Answer + """{"token":"abc"}}""")));
        try
        {
            (await source.GetAsync(null, default).AsTask().WaitAsync(s_long)).Authorization!.Parameter.ShouldBe("abc");
        }
        finally
        {
            using Process left = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(pid), CultureInfo.InvariantCulture));
            left.Kill();
        }
    }

    [SkippableFact]
    public async Task Starting_a_program_counts_toward_the_timeout()
    {
        using var gate = new ManualResetEventSlim();
        using ICredentialSource source = Create(
            Plugin("exit 0"), timeout: TimeSpan.FromMilliseconds(10), launcher: new WaitingLauncher(gate));

        (await Fails(source).WaitAsync(s_long)).ErrorId.ShouldBe(ErrorIds.CredentialPluginTimeout);
        gate.Set();
    }

    [SkippableFact]
    public async Task Reads_the_CA_for_the_plugin_with_a_limit()
    {
        using ICredentialSource source = Create(
            Plugin("exit 0"), exec => exec with { ProvideClusterInfo = true }, cluster: cluster => cluster with
            {
                CertificateAuthorityData = null,
                CertificateAuthority = "/dev/zero",
            });

        EksConnectorException exception = await Fails(source);
        exception.Message.ShouldContain("The CA file '/dev/zero' is larger");
        exception.Target.ShouldBe("x");
    }

    [SkippableTheory]
    [InlineData("apiVersion: client.authentication.k8s.io/v1\nkind: ExecCredential\nstatus:\n  token: abc\n")]
    [InlineData("---\n# by hand\napiVersion: client.authentication.k8s.io/v1\nkind: ExecCredential\nstatus: {expirationTimestamp: 2034-06-01T13:00:00Z, token: abc}\n")]
    public async Task Reads_plugin_output_in_YAML_as_kubectl_does(string yaml)
    {
        string answer = _folder.Write("answer", yaml);
        using ICredentialSource source = Create(Plugin($"cat '{answer}'"));

        (await source.GetAsync(null, default)).Authorization!.Parameter.ShouldBe("abc");
    }

    [SkippableTheory]
    [InlineData("PLANTED: [", "not JSON or YAML")]
    [InlineData("PLANTED", "not JSON or YAML")]
    [InlineData("a: PLANTED", "not an ExecCredential")]
    [InlineData("apiVersion: client.authentication.k8s.io/v1\nkind: ExecCredential\nstatus: {token: 12345678}\n", "neither a token nor a certificate")]
    public async Task Rejects_plugin_output_with_invalid_YAML_without_showing_it(string yaml, string reason)
    {
        string answer = _folder.Write("answer", yaml);
        using ICredentialSource source = Create(Plugin($"cat '{answer}'"));

        EksConnectorException exception = await Fails(source);
        exception.Message.ShouldContain(reason);
        exception.ToString().ShouldNotContain("PLANTED");
        exception.ToString().ShouldNotContain("12345678");
    }

    [SkippableFact]
    public async Task Rejects_a_plugin_token_that_is_invalid_in_a_header()
    {
        string answer = _folder.Write("answer", Answer + """{"token":"PLANTED\r\nImpersonate-User: admin"}}""");
        using ICredentialSource source = Create(Plugin($"cat '{answer}'"));

        EksConnectorException exception = await Fails(source);
        exception.ErrorId.ShouldBe(ErrorIds.CredentialInvalid);
        exception.Message.ShouldContain("contains a line break");
        exception.ToString().ShouldNotContain("PLANTED");
    }

    [SkippableFact]
    public async Task Does_not_cache_a_failure()
    {
        string marker = Path.Combine(_folder.Path, "marker");
        using ICredentialSource source = Create(Plugin($"test -e '{marker}' || exit 1; " + CountingPlugin(string.Empty)));
        await Fails(source);

        File.WriteAllText(marker, string.Empty);
        (await source.GetAsync(null, default)).Authorization.ShouldNotBeNull();
    }

    [SkippableFact]
    public async Task Stops_a_plugin_with_endless_output()
    {
        using ICredentialSource source = Create(Plugin("exec yes PLANTED"));

        EksConnectorException exception = await Fails(source);
        exception.ErrorId.ShouldBe(ErrorIds.CredentialPluginFailed);
        exception.Message.ShouldContain("more than 1024 KiB");
        exception.ToString().ShouldNotContain("PLANTED");
    }

    [SkippableFact]
    public async Task Shows_the_last_of_many_error_lines()
    {
        using ICredentialSource source = Create(Plugin("yes complaint | head -c 3000000 >&2; echo 'the real reason' >&2; exit 1"));

        EksConnectorException exception = await Fails(source);
        exception.Message.ShouldEndWith("the real reason");
        exception.Message.Length.ShouldBeLessThan(2500);
    }

    [SkippableFact]
    public async Task A_child_process_that_keeps_the_output_open_does_not_delay_the_result()
    {
        string pid = Path.Combine(_folder.Path, "pid");
        using ICredentialSource source = Create(Plugin($"sleep 600 & echo $! > '{pid}'; " + PrintCommand(Answer + """{"token":"abc"}}""")));

        (await source.GetAsync(null, default)).Authorization!.Parameter.ShouldBe("abc");
        using Process left = Process.GetProcessById(int.Parse(File.ReadAllText(pid), CultureInfo.InvariantCulture));
        left.Kill();
    }

    [SkippableTheory]
    [InlineData("", "nothing")]
    [InlineData("PLANTED", "not JSON")]
    [InlineData("[]", "not an ExecCredential")]
    [InlineData("""{"apiVersion":"client.authentication.k8s.io/v1","kind":"Pod"}""", "not an ExecCredential")]
    [InlineData("""{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","status":{"token":"PLANTED"}}""", "version")]
    [InlineData("""{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential"}""", "no status")]
    [InlineData(Answer + "{}}", "neither a token nor a certificate")]
    [InlineData(Answer + """{"token":""}}""", "neither a token nor a certificate")]
    [InlineData(Answer + """{"clientKeyData":"PLANTED"}}""", "a certificate without a key")]
    [InlineData(Answer + """{"token":"PLANTED","expirationTimestamp":"PLANTED"}}""", "expirationTimestamp")]
    public async Task Reports_unusable_plugin_output_without_showing_it(string answer, string reason)
    {
        using ICredentialSource source = Create(Plugin(PrintCommand(answer)));

        EksConnectorException exception = await Fails(source);
        exception.ErrorId.ShouldBe(ErrorIds.CredentialPluginFailed);
        exception.Message.ShouldContain(reason);
        exception.ToString().ShouldNotContain("PLANTED");
    }

    [SkippableFact]
    public async Task Accepts_a_client_certificate_from_a_plugin()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string status = JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["clientCertificateData"] = TestCertificates.Ec(key, "CN=plugin"),
            ["clientKeyData"] = key.ExportECPrivateKeyPem(),
        });
        string answer = _folder.Write("answer", Answer + status + "}");
        using ICredentialSource source = Create(Plugin($"cat '{answer}'"));

        Credential credential = await source.GetAsync(null, default);
        credential.ClientCertificate!.Subject.ShouldBe("CN=plugin");
        credential.ClientCertificate.HasPrivateKey.ShouldBeTrue();
        credential.Authorization.ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_plugin_gets_its_arguments_variables_cluster_information_and_no_input()
    {
        string seen = Path.Combine(_folder.Path, "seen");
        string script = Plugin($"{{ printf '%s\\n' \"$1\" \"$2\" \"$A\" \"$EKSCONNECTOR_TEST_INHERITED\" \"$KUBERNETES_EXEC_INFO\"; wc -c; }} > '{seen}'; " + PrintCommand(Answer + """{"token":"abc"}}"""));
        using ICredentialSource source = Create(script, exec => exec with
        {
            Arguments = ["a b", "$(c)"],
            Environment = [new("A", "b")],
            ProvideClusterInfo = true,
        });

        await source.GetAsync(null, default);
        string[] lines = await File.ReadAllLinesAsync(seen);
        lines[..4].ShouldBe(["a b", "$(c)", "b", "yes"]);
        lines[5].Trim().ShouldBe("0");
        lines[4].ShouldBe("""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"cluster":{"server":"https://one.example","tls-server-name":"two.example","certificate-authority-data":"AQI=","config":{"a":1}},"interactive":false}}""");
    }

    [SkippableFact]
    public async Task Reports_a_missing_plugin_with_the_install_hint_of_the_kubeconfig()
    {
        using ICredentialSource source = Create("eksconnector-no-such-program", exec => exec with { InstallHint = "Install\u001b[1m it." });

        EksConnectorException exception = await Fails(source);
        exception.ErrorId.ShouldBe(ErrorIds.CredentialPluginFailed);
        exception.Message.ShouldContain("eksconnector-no-such-program");
        exception.RecommendedAction.ShouldBe("Install[1m it.");
    }

    [SkippableFact]
    public async Task A_platform_without_processes_is_reported_with_an_alternative()
    {
        foreach (Exception cause in new Exception[] { new PlatformNotSupportedException(), new Win32Exception(5) })
        {
            using ICredentialSource source = Create(Plugin("exit 0"), launcher: new ForbiddingLauncher(cause));

            EksConnectorException exception = await Fails(source);
            exception.ErrorId.ShouldBe(ErrorIds.CredentialPluginFailed);
            exception.RecommendedAction.ShouldContain("-Server with -Token");
        }
    }

    [SkippableFact]
    public async Task A_token_in_the_kubeconfig_takes_precedence_over_the_plugin()
    {
        using ICredentialSource source = Create(Plugin("exit 1"), user: user => user with { Token = new SecretText("abc") });

        (await source.GetAsync(null, default)).Authorization!.Parameter.ShouldBe("abc");
    }

    [Theory]
    [InlineData("/bin/x", null)]
    [InlineData("x", "relative:")]
    public void Does_not_search_the_current_folder_for_a_program(string command, string? path) =>
        ExecutableFinder.Find(command, path).ShouldBeNull();

    private static string PrintCommand(string answer) => $"printf '%s' '{answer}'";

    // Each run returns the next number.
    private string CountingPlugin(string status)
    {
        string count = Path.Combine(_folder.Path, "count");
        return $"echo >> '{count}'; n=$(wc -l < '{count}'); printf '%s' \"{Answer.Replace("\"", "\\\"", StringComparison.Ordinal)}{{{status}\\\"token\\\":\\\"token-$((n))\\\"}}}}\"";
    }

    private string Plugin(string body)
    {
        Skip.If(OperatingSystem.IsWindows(), "The plugins of these tests are shell scripts.");
        return _folder.WriteScript("plugin", body);
    }

    private ICredentialSource Create(
        string command,
        Func<ExecEntry, ExecEntry>? exec = null,
        Func<UserEntry, UserEntry>? user = null,
        TimeSpan? timeout = null,
        ProcessLauncher? launcher = null,
        Func<ClusterEntry, ClusterEntry>? cluster = null)
    {
        var plugin = new ExecEntry { Command = command, ApiVersion = ExecPlugin.V1, InteractiveMode = "Never" };
        var entry = new UserEntry { Name = "u", Exec = exec is null ? plugin : exec(plugin) };
        var known = new ClusterEntry
        {
            Name = "c",
            Server = "https://one.example",
            TlsServerName = "two.example",
            CertificateAuthorityData = [1, 2],
            ExecConfigJson = """{"a":1}""",
        };
        return CredentialSourceFactory.Create(
            new ResolvedCluster(new ContextEntry { Name = "x", Cluster = "c", User = "u" }, cluster is null ? known : cluster(known), user is null ? entry : user(entry), isCurrent: true),
            _log,
            timeout ?? s_long,
            _time,
            launcher ?? new ProcessLauncher());
    }

    private static Task<EksConnectorException> Fails(ICredentialSource source) =>
        Should.ThrowAsync<EksConnectorException>(async () => await source.GetAsync(null, default));

    // Opening a pipe for writing waits until the plugin reads from it.
    private static async Task OpenAsync(string fifo)
    {
        await WaitForFileAsync(fifo);
        await Task.Run(() => File.WriteAllText(fifo, "go\n")).WaitAsync(s_long);
    }

    private static async Task<string> ReadAsync(string fifo)
    {
        await WaitForFileAsync(fifo);
        return await Task.Run(() => File.ReadAllText(fifo)).WaitAsync(s_long);
    }

    private static async Task WaitForFileAsync(string file)
    {
        var waiting = Stopwatch.StartNew();
        while (!File.Exists(file))
        {
            waiting.Elapsed.ShouldBeLessThan(s_long);
            await Task.Yield();
        }
    }

    private static async Task WaitForExitAsync(int pid)
    {
        try
        {
            using Process process = Process.GetProcessById(pid);
            await process.WaitForExitAsync().WaitAsync(s_long);
        }
        catch (ArgumentException)
        {
            // The process has already ended.
        }
    }

    private sealed class ForbiddingLauncher(Exception cause) : ProcessLauncher
    {
        public override Process Start(ProcessStartInfo start) => throw cause;
    }

    private sealed class WaitingLauncher(ManualResetEventSlim gate) : ProcessLauncher
    {
        public override Process Start(ProcessStartInfo start)
        {
            gate.Wait();
            throw new InvalidOperationException("Not started.");
        }
    }
}
