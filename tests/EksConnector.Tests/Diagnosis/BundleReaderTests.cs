using System.IO.Compression;
using System.Text;
using System.Text.Json;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Bundle;
using EksConnector.Core.Operations;

namespace EksConnector.Tests.Diagnosis;

/// <summary>Files that somebody hands over as a bundle, and that are none.</summary>
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
    public async Task A_bundle_is_read()
    {
        var snapshot = new DiagnosisSnapshot
        {
            TakenAt = DateTimeOffset.UnixEpoch,
            Cluster = new() { Context = "admin", Namespace = "eks-connector", NotInstalled = "no" },
        };
        Write(("bundle.json", Manifest), ("001-admin/snapshot.json", JsonSerializer.Serialize(snapshot, BundleJson.Default.DiagnosisSnapshot)));
        (await ReadAsync()).Result!.RootCause.ShouldBe(FindingCodes.ConnectorNotInstalled);
    }

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
    public async Task What_is_none_is_an_error(string what, string? manifest, string? snapshot)
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
    public async Task Names_that_lead_elsewhere_are_an_error(string name)
    {
        Write(("bundle.json", Manifest), ("001-admin/snapshot.json", Snapshot), (name, "x"));
        (await ReadAsync()).Failure!.ErrorId.ShouldBe(ErrorIds.BundleInvalid);
    }

    [Fact]
    public async Task A_bomb_is_not_unpacked()
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
        (await ReadAsync()).Failure!.Message.ShouldContain("larger than it can be");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(128L * 1024 * 1024);
    }

    [Fact]
    public async Task What_is_no_archive_is_an_error()
    {
        await File.WriteAllTextAsync(_path, "PK\u0003\u0004 not really");
        (await ReadAsync()).Failure!.ErrorId.ShouldBe(ErrorIds.BundleInvalid);
        await File.WriteAllBytesAsync(_path, []);
        (await ReadAsync()).Failure!.ErrorId.ShouldBe(ErrorIds.BundleInvalid);
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
