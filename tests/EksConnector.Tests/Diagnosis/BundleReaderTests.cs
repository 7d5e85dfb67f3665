using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Bundle;
using EksConnector.Core.Operations;

namespace EksConnector.Tests.Diagnosis;

/// <summary>Files that are not valid bundles.</summary>
[Collection(nameof(AllocationGroup))]
public sealed class BundleReaderTests : IDisposable
{
    private const string Manifest = """{"format":2,"moduleVersion":"0.1.0","time":"2026-11-22T12:00:00+00:00","connectors":["001-admin"]}""";
    private const string Snapshot = """
        {"takenAt":"2026-11-22T12:00:00+00:00","expiryWarning":"12:00:00","cluster":{"context":"admin","namespace":"eks-connector","notInstalled":"no"},
        "workload":{},"connection":{},"access":{}}
        """;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.zip");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Reads_a_bundle()
    {
        var snapshot = new DiagnosisSnapshot
        {
            TakenAt = DateTimeOffset.UnixEpoch,
            Cluster = new() { Context = "admin", Namespace = "eks-connector", NotInstalled = "no" },
        };
        Write(("bundle.json", Manifest), ("001-admin/snapshot.json", JsonSerializer.Serialize(snapshot, BundleJson.Snapshot)));
        (await ReadAsync()).Result!.RootCause.ShouldBe(FindingCodes.ConnectorNotInstalled);
    }

    [Fact]
    public async Task A_kubeconfig_path_is_dropped_from_a_bundle_and_never_written()
    {
        var snapshot = new DiagnosisSnapshot
        {
            TakenAt = DateTimeOffset.UnixEpoch,
            Cluster = new() { Context = "admin", Namespace = "eks-connector", Replicas = 0 },
        };
        JsonNode hostile = JsonSerializer.SerializeToNode(snapshot, BundleJson.Snapshot)!;
        hostile["cluster"]!["kubectl"] = new JsonObject { ["context"] = "prod", ["kubeConfigPath"] = @"\\attacker.example\share\kubeconfig" };
        Write(("bundle.json", Manifest), ("001-admin/snapshot.json", hostile.ToJsonString()));
        DiagnosisSnapshot read = BundleReader.Read(_path, CancellationToken.None)[0];
        read.Kubectl.ShouldBeNull();

        EksConnector.Diagnosis result = (await ReadAsync()).Result!;
        result.RootCause.ShouldBe(FindingCodes.ConnectorScaledToZero);
        result.FixCommand.ShouldBe("kubectl -n eks-connector scale statefulset eks-connector --replicas=2");
        result.FixCommandPowerShell.ShouldBe(result.FixCommand);

        ClusterSideWithTarget(read).ShouldNotContain("kubectl", Case.Insensitive);
    }

    private static string ClusterSideWithTarget(DiagnosisSnapshot read) => JsonSerializer.Serialize(
        read with { Cluster = read.Cluster! with { Kubectl = new KubectlTarget("prod", "/home/me/.kube/config") } },
        BundleJson.Snapshot);

    [Theory]
    [InlineData("no manifest", null, Snapshot)]
    [InlineData("no snapshot", Manifest, null)]
    [InlineData("another format", """{"format":1,"moduleVersion":"","time":"2026-11-22T12:00:00+00:00","connectors":["001-admin"]}""", Snapshot)]
    [InlineData("no connectors", """{"format":2,"moduleVersion":"","time":"2026-11-22T12:00:00+00:00","connectors":[]}""", Snapshot)]
    [InlineData("wrong type in the manifest", """{"format":"one","moduleVersion":"","time":"2026-11-22T12:00:00+00:00","connectors":["001-admin"]}""", Snapshot)]
    [InlineData("null as the manifest", "null", Snapshot)]
    [InlineData("null as the snapshot", Manifest, "null")]
    [InlineData("a list as the snapshot", Manifest, "[]")]
    [InlineData("no JSON", Manifest, "hello")]
    [InlineData("facts left out", Manifest, Snapshot)]
    [InlineData("no cluster", Manifest, """{"takenAt":"2026-11-22T12:00:00+00:00","workload":{},"connection":{},"access":{}}""")]
    [InlineData("a wrong type deep in it", Manifest, """{"takenAt":"2026-11-22T12:00:00+00:00","cluster":{"context":{},"namespace":7}}""")]
    [InlineData("nested far too deep", Manifest, "deep")]
    public async Task Rejects_invalid_content(string what, string? manifest, string? snapshot)
    {
        snapshot = snapshot == "deep" ? string.Concat(Enumerable.Repeat("{\"a\":", 5000)) : snapshot;
        Write([.. new[] { ("bundle.json", manifest), ("001-admin/snapshot.json", snapshot) }.Where(entry => entry.Item2 is not null).Select(entry => (entry.Item1, entry.Item2!))]);
        (await ReadAsync()).Failure!.ErrorId.ShouldBe(ErrorIds.BundleInvalid, what);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\Windows\\x")]
    [InlineData("a/../../x")]
    public async Task Rejects_names_that_lead_outside_the_folder(string name)
    {
        Write(("bundle.json", Manifest), ("001-admin/snapshot.json", Valid()), (name, "x"));
        EksConnectorException failure = (await ReadAsync()).Failure!;
        (failure.ErrorId, failure.Target).ShouldBe((ErrorIds.BundleInvalid, _path));
        failure.Message.ShouldContain("entries that Export-EksConnectorDiagnostic does not write");
    }

    [Fact]
    public async Task Rejects_a_bundle_that_is_too_large_in_total()
    {
        const int count = 12;
        string padded = Valid()[..^1] + new string(' ', 15 * 1024 * 1024) + "}";
        string[] folders = [.. Enumerable.Range(1, count).Select(i => $"{i:D3}-admin")];
        string manifest = Manifest.Replace("\"001-admin\"", string.Join(',', folders.Select(folder => $"\"{folder}\"")));
        Write([("bundle.json", manifest), .. folders.Select(folder => ($"{folder}/snapshot.json", padded))]);
        (await ReadAsync()).Failure!.Message.ShouldContain("exceeds the maximum size");
    }

    [Fact]
    public async Task Rejects_a_bundle_that_lists_an_entry_repeatedly()
    {
        string padded = Valid()[..^1] + new string(' ', 15 * 1024 * 1024) + "}";
        Write(("bundle.json", Manifest.Replace("\"001-admin\"", string.Join(',', Enumerable.Repeat("\"001-admin\"", 999)))), ("001-admin/snapshot.json", padded));
        (await ReadAsync()).Failure!.Message.ShouldContain("exceeds the maximum size");
    }

    [Fact]
    public async Task Rejects_more_connectors_than_a_fleet_has()
    {
        Write(("bundle.json", Manifest.Replace("\"001-admin\"", string.Join(',', Enumerable.Repeat("\"001-admin\"", 1001)))), ("001-admin/snapshot.json", Valid()));
        (await ReadAsync()).Failure!.Message.ShouldContain("no connectors, or too many");
    }

    [Fact]
    public async Task Rejects_more_entries_than_an_export_writes()
    {
        using (var archive = new ZipArchive(File.Create(_path), ZipArchiveMode.Create))
        {
            Add(archive, "bundle.json", Encoding.UTF8.GetBytes(Manifest));
            Add(archive, "001-admin/snapshot.json", Encoding.UTF8.GetBytes(Valid()));
            for (int i = 0; i < 50_000; i++)
            {
                archive.CreateEntry($"{i}");
            }
        }

        (await ReadAsync()).Failure!.Message.ShouldContain("entries that Export-EksConnectorDiagnostic does not write");
    }

    private static string Valid() => JsonSerializer.Serialize(
        new DiagnosisSnapshot { TakenAt = DateTimeOffset.UnixEpoch, Cluster = new() { Context = "admin", Namespace = "eks-connector", NotInstalled = "no" } },
        BundleJson.Snapshot);

    [Fact]
    public async Task Does_not_extract_a_decompression_bomb()
    {
        using (var archive = new ZipArchive(File.Create(_path), ZipArchiveMode.Create))
        {
            Add(archive, "bundle.json", Encoding.UTF8.GetBytes(Manifest));
            using Stream bomb = archive.CreateEntry("001-admin/snapshot.json", CompressionLevel.Optimal).Open();
            byte[] blanks = new byte[1024 * 1024];
            Array.Fill(blanks, (byte)' ');
            for (int i = 0; i < 256; i++)
            {
                await bomb.WriteAsync(blanks);
            }
        }

        long before = GC.GetTotalAllocatedBytes();
        (await ReadAsync()).Failure!.Message.ShouldContain("exceeds the maximum size");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(128L * 1024 * 1024);
    }

    [Fact]
    public async Task Rejects_a_file_that_is_not_an_archive()
    {
        await File.WriteAllTextAsync(_path, "PK\u0003\u0004 not really");
        (await ReadAsync()).Failure!.ErrorId.ShouldBe(ErrorIds.BundleInvalid);
        await File.WriteAllBytesAsync(_path, []);
        (await ReadAsync()).Failure!.ErrorId.ShouldBe(ErrorIds.BundleInvalid);
    }

    [Fact]
    public async Task Reads_a_bundle_with_many_users_in_linear_time()
    {
        await TimeAsync(1000);
        TimeSpan some = await TimeAsync(5_000);
        TimeSpan many = await TimeAsync(40_000);
        many.ShouldBeLessThan(some * 8 * 4);
        many.ShouldBeLessThan(TimeSpan.FromSeconds(30));

        async Task<TimeSpan> TimeAsync(int count)
        {
            var snapshot = new DiagnosisSnapshot
            {
                IsWhole = true,
                TakenAt = DateTimeOffset.UnixEpoch,
                Cluster = new() { Context = "admin", Namespace = "eks-connector" },
                Access = new()
                {
                    Admins = [.. Enumerable.Range(0, count).Select(User)],
                    Users = [.. Enumerable.Range(0, count).Select(i => Row(User(i)))],
                    Principals = [.. Enumerable.Range(0, count).Select(i => new Core.Diagnosis.Facts.PrincipalFacts { Arn = User(i), User = User(i) })],
                },
            };
            Write(("bundle.json", Manifest), ("001-admin/snapshot.json", JsonSerializer.Serialize(snapshot, BundleJson.Snapshot).Replace("\n", string.Empty).Replace("  ", string.Empty)));
            var watch = System.Diagnostics.Stopwatch.StartNew();
            (EksConnector.Diagnosis? result, EksConnectorException? failure) = await ReadAsync();
            (result?.Findings.Count > count || failure?.Message.Contains("exceeds the maximum size") == true).ShouldBeTrue(failure?.Message);
            return watch.Elapsed;
        }

        static string User(int i) => $"arn:aws:iam::111122223333:user/u{i}";

        static ImpersonatedUser Row(string user) => new()
        {
            Context = "a",
            Namespace = "b",
            PrincipalArn = user,
            CanImpersonate = true,
            CanRead = false,
            Access = "None",
            Reads = new ValueList<string>([]),
            AccessNamespaces = new ValueList<string>([]),
            Flags = new ValueList<string>(["ReadsNothing"]),
            GrantedBy = new ValueList<string>([]),
            GrantOwners = new ValueList<string>([]),
            ReadBy = new ValueList<string>([]),
            ReadOwners = new ValueList<string>([]),
        };
    }

    [Fact]
    public async Task Bundle_contents_are_shown_without_hidden_characters()
    {
        var snapshot = new DiagnosisSnapshot
        {
            TakenAt = DateTimeOffset.UnixEpoch,
            Cluster = new() { Context = "a\u001b[31m\u202e", Namespace = "b\u0007", NotInstalled = "no\u0085" },
        };
        Write(("bundle.json", Manifest), ("001-admin/snapshot.json", JsonSerializer.Serialize(snapshot, BundleJson.Snapshot)));
        EksConnector.Diagnosis diagnosis = (await ReadAsync()).Result!;
        string[] texts = [diagnosis.Context, diagnosis.Namespace, diagnosis.Summary, .. diagnosis.Findings.SelectMany(finding => new[] { finding.Context, finding.Namespace, finding.Summary, finding.Evidence, finding.FixCommand }).OfType<string>()];
        texts.Where(text => !Core.VisibleText.IsVisible(text)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rejects_an_archive_with_too_many_entries()
    {
        using (var archive = new ZipArchive(File.Create(_path), ZipArchiveMode.Create))
        {
            string padding = new('x', 30_000);
            for (int i = 0; i < 700; i++)
            {
                archive.CreateEntry($"{i}{padding}");
            }
        }

        (await ReadAsync()).Failure!.Message.ShouldContain("more entries");
    }

    [SkippableFact]
    public async Task A_pipe_and_a_folder_fail_immediately()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no mkfifo.");
        System.Diagnostics.Process.Start("mkfifo", [_path]).WaitForExit();
        (await ReadAsync().WaitAsync(TimeSpan.FromSeconds(10))).Failure!.Message.ShouldContain("device or a pipe");
    }

    private static void Add(ZipArchive archive, string name, byte[] bytes)
    {
        using Stream entry = archive.CreateEntry(name).Open();
        entry.Write(bytes);
    }

    private void Write(params (string Name, string Text)[] entries)
    {
        using var archive = new ZipArchive(File.Create(_path), ZipArchiveMode.Create);
        foreach ((string name, string text) in entries)
        {
            Add(archive, name, Encoding.UTF8.GetBytes(text));
        }
    }

    private async Task<(EksConnector.Diagnosis? Result, EksConnectorException? Failure)> ReadAsync()
    {
        EksConnector.Diagnosis? result = null;
        EksConnectorException? failure = null;
        await foreach (OperationEvent<EksConnector.Diagnosis> item in TestBundleOperation.RunAsync(_path))
        {
            result = (item as ItemEvent<EksConnector.Diagnosis>)?.Item ?? result;
            failure = (item as FailureEvent<EksConnector.Diagnosis>)?.Exception ?? failure;
        }

        return (result, failure);
    }
}
