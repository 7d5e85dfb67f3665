using System.Globalization;
using System.Text;
using EksConnector.Core.Kubernetes;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Tests.KubeConfig;

public sealed class KubeConfigLoaderTests : IDisposable
{
    private const string One = """
        clusters: [{name: c, cluster: {server: "https://one.example"}}]
        users: [{name: u, user: {token: PLANTED-token}}]
        contexts: [{name: one, context: {cluster: c, user: u}}]
        current-context: one
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_the_kubeconfig_in_the_home_folder_by_default()
    {
        _folder.Write(".kube/config", One);

        Load(new ConnectionSource(), ("HOME", _folder.Path)).CurrentContext.ShouldBe("one");
    }

    [Fact]
    public void Ignores_an_empty_KUBECONFIG()
    {
        _folder.Write(".kube/config", One);

        Load(new ConnectionSource(), ("HOME", _folder.Path), ("KUBECONFIG", string.Empty)).CurrentContext.ShouldBe("one");
    }

    [Fact]
    public void KUBECONFIG_with_only_empty_entries_names_no_file()
    {
        _folder.Write(".kube/config", One);

        Should.Throw<EksConnectorException>(() =>
            Load(new ConnectionSource(), ("HOME", _folder.Path), ("KUBECONFIG", Path.PathSeparator.ToString()))).ErrorId.ShouldBe(ErrorIds.KubeConfigNotFound);
    }

    [Fact]
    public void Specified_paths_take_precedence_over_KUBECONFIG_and_can_start_with_a_tilde()
    {
        _folder.Write("mine/config", One);

        Load(new ConnectionSource { KubeConfigPaths = ["~/mine/config"] }, ("HOME", _folder.Path), ("KUBECONFIG", "/nowhere"))
            .CurrentContext.ShouldBe("one");
    }

    [Fact]
    public void Merges_several_paths_that_must_all_exist()
    {
        string one = _folder.Write("one", One);
        string two = _folder.Write("two", One.Replace("one", "two", StringComparison.Ordinal));

        Load(new ConnectionSource { KubeConfigPaths = [two, one] }).Clusters.Select(cluster => cluster.Context).ShouldBe(["two", "one"]);
        Should.Throw<EksConnectorException>(() => Load(new ConnectionSource { KubeConfigPaths = [one, "gone"], BasePath = _folder.Path }))
            .Message.ShouldContain(Path.Combine(_folder.Path, "gone"));
    }

    [Fact]
    public void Paths_in_a_kubeconfig_text_are_relative_to_the_base_path()
    {
        string text = One.Replace("token: PLANTED-token", "tokenFile: token", StringComparison.Ordinal);
        KubeConfigSnapshot snapshot = Load(new ConnectionSource { KubeConfigText = new SecretText(text), BasePath = _folder.Path });

        snapshot.Find("one")!.UserEntry.TokenFile.ShouldBe(Path.Combine(_folder.Path, "token"));
    }

    [Fact]
    public void Server_and_token_need_no_kubeconfig()
    {
        KubeConfigSnapshot snapshot = Load(new ConnectionSource
        {
            Server = "one.example:6443",
            Token = new SecretText("PLANTED-token"),
            CertificateAuthority = "ca.crt",
            BasePath = _folder.Path,
        });

        ResolvedCluster cluster = snapshot.Clusters.ShouldHaveSingleItem();
        cluster.Context.ShouldBe("one.example");
        cluster.IsCurrent.ShouldBeTrue();
        cluster.User.ShouldBeNull();
        cluster.GetServerUri().ShouldBe(new Uri("https://one.example:6443"));
        cluster.ClusterEntry.CertificateAuthority.ShouldBe(Path.Combine(_folder.Path, "ca.crt"));
        cluster.UserEntry.Token!.Reveal().ShouldBe("PLANTED-token");
        snapshot.FreshnessKey.ShouldNotContain("PLANTED");
    }

    [Fact]
    public void The_CA_of_a_server_can_be_text()
    {
        const string Pem = "-----BEGIN CERTIFICATE-----\nYWJj\n-----END CERTIFICATE-----\n";
        ResolvedCluster cluster = Load(new ConnectionSource { Server = "https://one.example", CertificateAuthority = Pem }).Clusters[0];

        Encoding.UTF8.GetString(cluster.ClusterEntry.CertificateAuthorityData!).ShouldBe(Pem);
        cluster.ClusterEntry.CertificateAuthority.ShouldBeNull();
    }

    [Theory]
    [InlineData("ftp://one.example")]
    [InlineData("https://")]
    [InlineData("")]
    public void An_invalid_server_address_is_a_parameter_error(string server) =>
        Should.Throw<EksConnectorException>(() => Load(new ConnectionSource { Server = server })).ErrorId.ShouldBe(ErrorIds.InvalidParameter);

    [Theory]
    [InlineData("10.0.0.1", "https://10.0.0.1:443/")]
    [InlineData("fd00::1", "https://[fd00::1]:443/")]
    public void A_pod_finds_its_own_cluster(string host, string server)
    {
        _folder.Write("token", "PLANTED-token");
        _folder.Write("ca.crt", "not looked at");

        ResolvedCluster cluster = Load(new ConnectionSource(), ("KUBERNETES_SERVICE_HOST", host), ("KUBERNETES_SERVICE_PORT", "443")).Clusters.ShouldHaveSingleItem();

        cluster.Context.ShouldBe(host);
        cluster.GetServerUri().ShouldBe(new Uri(server));
        cluster.UserEntry.TokenFile.ShouldBe(Path.Combine(_folder.Path, "token"));
        cluster.ClusterEntry.CertificateAuthority.ShouldBe(Path.Combine(_folder.Path, "ca.crt"));
    }

    [Fact]
    public void No_kubeconfig_at_all_is_an_error_that_names_the_alternatives()
    {
        EksConnectorException exception = Should.Throw<EksConnectorException>(() => Load(new ConnectionSource(), ("HOME", _folder.Path)));

        exception.ErrorId.ShouldBe(ErrorIds.KubeConfigNotFound);
        exception.RecommendedAction.ShouldContain("-KubeConfigPath");
    }

    [SkippableFact]
    public void The_freshness_key_changes_with_the_file_behind_a_link()
    {
        Skip.If(OperatingSystem.IsWindows());
        string first = _folder.Write("first", One);
        string second = _folder.Write("second", One + "\n# longer");
        string link = Path.Combine(_folder.Path, "link");
        File.CreateSymbolicLink(link, first);
        var source = new ConnectionSource { KubeConfigPaths = [link] };
        KubeConfigSnapshot snapshot = Load(source);

        KubeConfigLoader.GetFreshnessKey(source).ShouldBe(snapshot.FreshnessKey);
        File.AppendAllText(first, "\n");
        string changed = KubeConfigLoader.GetFreshnessKey(source);
        changed.ShouldNotBe(snapshot.FreshnessKey);
        File.Delete(link);
        File.CreateSymbolicLink(link, second);
        KubeConfigLoader.GetFreshnessKey(source).ShouldNotBe(changed);
    }

    [Fact]
    public void Malformed_text_throws_only_our_exception_and_reveals_no_value()
    {
        string text = File.ReadAllText(Path.Combine(KubeConfigCase.Root, "impersonation", "config"))
            + File.ReadAllText(Path.Combine(KubeConfigCase.Root, "merge-key", "config"));
        const string Marks = "{}[]\"'&*!|>%@`:,-?#\t \n\\<~1";

        // The mutations are always the same, so that a failure can be reproduced by its number.
        var random = new Random(20240601);
        int refused = 0;
        for (int i = 0; i < 3000; i++)
        {
            var mutant = new StringBuilder(text);
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                int at = random.Next(mutant.Length);
                if (random.Next(3) == 0)
                {
                    mutant.Remove(at, Math.Min(random.Next(1, 20), mutant.Length - at));
                }
                else
                {
                    mutant.Insert(at, Marks[random.Next(Marks.Length)]);
                }
            }

            try
            {
                _ = Load(new ConnectionSource { KubeConfigText = new SecretText(mutant.ToString()) });
            }
            catch (EksConnectorException exception)
            {
                refused++;
                exception.ErrorId.ShouldBe(ErrorIds.KubeConfigInvalid, i.ToString(CultureInfo.InvariantCulture));
                exception.Message.ShouldNotContain("PLANTED");
            }
        }

        refused.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Deep_nesting_is_an_error_and_does_not_crash() =>
        Should.Throw<EksConnectorException>(() => Load(new ConnectionSource { KubeConfigText = new SecretText("a: " + new string('[', 100_000)) }))
            .ErrorId.ShouldBe(ErrorIds.KubeConfigInvalid);

    [Fact]
    public void Rejects_a_text_with_millions_of_empty_lists()
    {
        string text = "a: [" + string.Concat(Enumerable.Repeat("[],", 2_100_000)) + "]";

        Should.Throw<EksConnectorException>(() => Load(new ConnectionSource { KubeConfigText = new SecretText(text) }))
            .Message.ShouldContain("too many values");
    }

    [Fact]
    public void Reads_a_thousand_contexts_in_JSON_in_order()
    {
        var json = new StringBuilder("{\"contexts\":[");
        for (int i = 0; i < 1000; i++)
        {
            json.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? string.Empty : ",")}{{\"name\":\"c{i}\",\"context\":{{\"cluster\":\"c{i}\"}}}}");
        }

        json.Append("],\"clusters\":[");
        for (int i = 0; i < 1000; i++)
        {
            json.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? string.Empty : ",")}{{\"name\":\"c{i}\",\"cluster\":{{\"server\":\"https://c{i}\"}}}}");
        }

        KubeConfigSnapshot snapshot = Load(new ConnectionSource { KubeConfigText = new SecretText(json.Append("]}").ToString()) });

        snapshot.Clusters.Count.ShouldBe(1000);
        snapshot.Clusters[999].Server.ShouldBe("https://c999");
    }

    [Fact]
    public void No_secret_holder_reveals_its_value()
    {
        string text = One.Replace(
            "token: PLANTED-token",
            "password: PLANTED-password, username: a, client-key-data: UExBTlRFRA==, exec: {command: x, args: [PLANTED-arg], env: [{name: A, value: PLANTED-env}]}",
            StringComparison.Ordinal).Replace("server:", "proxy-url: \"http://a:PLANTED@p\", server:", StringComparison.Ordinal);
        KubeConfigSnapshot snapshot = Load(new ConnectionSource { KubeConfigText = new SecretText(text) });
        ResolvedCluster cluster = snapshot.Clusters[0];

        foreach (object value in new object[] { snapshot, cluster, cluster.ClusterEntry, cluster.UserEntry, cluster.UserEntry.Exec!, cluster.ContextEntry, snapshot.FreshnessKey })
        {
            value.ToString()!.ShouldNotContain("PLANTED");
        }
    }

    [Fact]
    public void Keeps_an_extension_for_exec_plugins_as_JSON()
    {
        string text = One.Replace(
            "{server:",
            "{extensions: [{name: client.authentication.k8s.io/exec, extension: {a: [1, 2.5, yes, null, \"x\"]}}], server:",
            StringComparison.Ordinal);

        Load(new ConnectionSource { KubeConfigText = new SecretText(text) }).Clusters[0].ClusterEntry.ExecConfigJson
            .ShouldBe("""{"a":[1,2.5,true,null,"x"]}""");
    }

    private KubeConfigSnapshot Load(ConnectionSource source, params (string Name, string Value)[] variables) =>
        KubeConfigLoader.Load(source, _log, new KubeConfigEnvironment
        {
            Variable = name => Array.Find(variables, variable => variable.Name == name).Value,
            ServiceAccountFolder = _folder.Path,
        });
}
