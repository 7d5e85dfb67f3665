using System.Text.Json;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Tests.KubeConfig;

/// <summary>Every folder of Data/KubeConfigCases, read by the module and by kubectl.</summary>
public sealed class KubeConfigCaseTests
{
    public static TheoryData<string> Cases()
    {
        var data = new TheoryData<string>();
        foreach (string name in KubeConfigCase.Names())
        {
            data.Add(name);
        }

        return data;
    }

    [Fact]
    public void There_are_at_least_sixty_cases() => KubeConfigCase.Names().Count().ShouldBeGreaterThanOrEqualTo(60);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reads_each_case_as_expected(string name)
    {
        KubeConfigCase @case = KubeConfigCase.Read(name);
        var log = new RecordingLog();
        if (@case.Error is not null)
        {
            CheckError(@case, Should.Throw<EksConnectorException>(() => @case.Load(log)));
            return;
        }

        KubeConfigSnapshot snapshot = @case.Load(log);
        snapshot.CurrentContext.ShouldBe(@case.Current);
        snapshot.Clusters.Select(cluster => cluster.Context).ShouldBe(@case.Contexts.Select(context => context.Name));
        foreach (KubeConfigCase.ExpectedContext expected in @case.Contexts)
        {
            CheckContext(@case, expected, snapshot.Find(expected.Name)!);
        }

        if (@case.Warning is null)
        {
            log.Warnings.ShouldBeEmpty();
        }
        else
        {
            log.Warnings.ShouldHaveSingleItem().ShouldContain(@case.Warning);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Kubectl_reads_each_case_the_same_way(string name)
    {
        Kubectl.SkipWithout();
        KubeConfigCase @case = KubeConfigCase.Read(name);
        (int exitCode, string output) = Kubectl.Run(@case, "config", "view", "--raw", "-o", "json");
        if (@case.Kubectl == "fails" || (@case.Error is not null && @case.Kubectl is null))
        {
            exitCode.ShouldNotBe(0);
            return;
        }

        exitCode.ShouldBe(0);
        using JsonDocument view = JsonDocument.Parse(output);
        if (@case.Kubectl == "empty")
        {
            view.RootElement.GetProperty("contexts").ValueKind.ShouldBe(JsonValueKind.Null);
            return;
        }

        CompareView(view.RootElement, @case.Load(new RecordingLog()));
    }

    [SkippableTheory]
    [InlineData("minimal")]
    [InlineData("merge-order")]
    [InlineData("merge-across-files")]
    [InlineData("several-documents")]
    [InlineData("missing-cluster")]
    [InlineData("missing-user")]
    public void Kubectl_resolves_the_last_context_the_same_way(string name)
    {
        Kubectl.SkipWithout();
        KubeConfigCase @case = KubeConfigCase.Read(name);
        ResolvedCluster last = @case.Load(new RecordingLog()).Clusters[^1];
        (int exitCode, string output) = Kubectl.Run(@case, "config", "view", "--raw", "--minify", "-o", "json", "--context", last.Context);
        if (last.ClusterEntryOrNull is null || last.UserEntryOrNull is null)
        {
            exitCode.ShouldNotBe(0);
            return;
        }

        using JsonDocument view = JsonDocument.Parse(output);
        view.RootElement.GetProperty("clusters")[0].GetProperty("cluster").GetProperty("server").GetString().ShouldBe(last.Server);
        UserKinds.Of(view.RootElement.GetProperty("users")[0].GetProperty("user")).ShouldBe(UserKinds.Of(last.UserEntryOrNull));
    }

    [SkippableFact]
    public void Kubectl_lists_the_same_contexts()
    {
        Kubectl.SkipWithout();
        KubeConfigCase @case = KubeConfigCase.Read("merge-order");
        (_, string output) = Kubectl.Run(@case, "config", "get-contexts", "-o", "name");
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal)
            .ShouldBe(@case.Contexts.Select(context => context.Name).Order(StringComparer.Ordinal));
    }

    private static void CheckError(KubeConfigCase @case, EksConnectorException exception)
    {
        exception.ErrorId.ShouldBe(@case.Error);
        exception.RecommendedAction.ShouldNotBeNullOrWhiteSpace();
        string text = exception.ToString() + exception.RecommendedAction;
        text.ShouldNotContain("PLANTED");
        text.ShouldNotContain("123456789012");
        if (@case.At is not null)
        {
            string[] at = @case.At.Split(':');
            exception.Message.ShouldContain($"line {at[0]}, column {at[1]}:", Case.Sensitive, exception.Message);
        }

        if (@case.ErrorField is not null)
        {
            exception.Message.ShouldContain(@case.ErrorField);
        }
    }

    private static void CheckContext(KubeConfigCase @case, KubeConfigCase.ExpectedContext expected, ResolvedCluster actual)
    {
        actual.Server.ShouldBe(expected.Server);
        actual.Namespace.ShouldBe(expected.Namespace);
        actual.IsCurrent.ShouldBe(expected.Name == (@case.Current ?? string.Empty));
        (actual.ClusterEntryOrNull?.InsecureSkipTlsVerify ?? false).ShouldBe(expected.IsInsecure);
        actual.UserEntryOrNull?.Impersonate.ShouldBe(expected.As);
        if (expected.User is not null)
        {
            UserKinds.Of(actual.UserEntryOrNull).ShouldBe(expected.User);
        }

        foreach (KeyValuePair<string, string> path in expected.Paths)
        {
            PathOf(actual, path.Key).ShouldBe(Path.GetFullPath(path.Value, @case.Folder));
        }

        if (expected.Connect is not null)
        {
            EksConnectorException exception = Should.Throw<EksConnectorException>(() => Connect(actual));
            exception.ErrorId.ShouldBe(expected.Connect);
            exception.Target.ShouldBe(actual.Context);
            exception.Message.ShouldContain(expected.ErrorMessage ?? string.Empty);
            (exception + exception.RecommendedAction).ShouldNotContain("PLANTED");
        }
        else if (expected.Server is not null)
        {
            Connect(actual);
        }
    }

    private static void Connect(ResolvedCluster cluster) =>
        CredentialSourceFactory.Create(cluster, new RecordingLog(), TimeSpan.FromSeconds(5)).Dispose();

    private static string? PathOf(ResolvedCluster cluster, string field) => field switch
    {
        "certificate-authority" => cluster.ClusterEntry.CertificateAuthority,
        "client-certificate" => cluster.UserEntry.ClientCertificate,
        "client-key" => cluster.UserEntry.ClientKey,
        "tokenFile" => cluster.UserEntry.TokenFile,
        "command" => cluster.UserEntry.Exec?.Command,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No such field."),
    };

    private static void CompareView(JsonElement root, KubeConfigSnapshot own)
    {
        root.GetProperty("current-context").GetString().ShouldBe(own.CurrentContext ?? string.Empty);
        JsonElement contexts = root.GetProperty("contexts");
        string?[] names = contexts.ValueKind == JsonValueKind.Null ? [] : contexts.EnumerateArray().Select(context => context.GetProperty("name").GetString()).ToArray();
        names.Order(StringComparer.Ordinal).ShouldBe(own.Clusters.Select(cluster => cluster.Context).Order(StringComparer.Ordinal));
        foreach (ResolvedCluster cluster in own.Clusters)
        {
            JsonElement context = Entry(root, "contexts", "context", cluster.Context)!.Value;
            JsonElement? kubectl = Entry(root, "clusters", "cluster", context.GetProperty("cluster").GetString());
            string? userName = context.GetProperty("user").GetString();
            (kubectl is null).ShouldBe(cluster.ClusterEntryOrNull is null);
            (kubectl?.GetProperty("server").GetString() ?? string.Empty).ShouldBe(cluster.Server ?? string.Empty);
            (context.TryGetProperty("namespace", out JsonElement space) ? space.GetString() : null).ShouldBe(cluster.Namespace);
            if (!string.IsNullOrEmpty(userName))
            {
                UserKinds.Of(Entry(root, "users", "user", userName)).ShouldBe(UserKinds.Of(cluster.UserEntryOrNull));
            }
        }
    }

    private static JsonElement? Entry(JsonElement root, string section, string field, string? name)
    {
        if (root.TryGetProperty(section, out JsonElement entries) && entries.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement entry in entries.EnumerateArray())
            {
                if (entry.GetProperty("name").GetString() == name)
                {
                    return entry.GetProperty(field);
                }
            }
        }

        return null;
    }
}
