using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EksConnector.Tests.Endpoints;

/// <summary>
/// The stand-in image of the agent with the curl and getent of this machine and with a certification authority of the test, in the
/// registry of the test cluster.
/// </summary>
internal static class EndpointImage
{
    /// <summary>The image of the agent in the test cluster, which has a shell, wget, nc and nslookup of BusyBox.</summary>
    public const string Agent = $"public.ecr.aws/{Repository}:{Tag}";

    private const string Repository = "amazon-ssm-agent/amazon-ssm-agent";
    private const string Tag = "3.2.2303.0";
    private const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    private const string Layer = "application/vnd.oci.image.layer.v1.tar";
    private static readonly string[] s_tools = ["curl", "getent"];

    // Every image reference of the test cluster is looked up here.
    private static readonly Uri s_registry = new("http://127.0.0.1:5050/");

    /// <summary>Publishes the image.</summary>
    /// <param name="authority">The certificate of the authority as PEM.</param>
    /// <returns>The reference of the image.</returns>
    public static async Task<string> PublishAsync(string authority)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/curl"), "This machine does not have curl.");
        using var registry = new HttpClient { BaseAddress = new Uri(s_registry, $"v2/{Repository}/") };
        Skip.IfNot(await AnswersAsync(registry), "The cluster has no registry on this machine.");
        JsonObject manifest = await GetAsync(registry, $"manifests/{Tag}");
        JsonObject config = await GetAsync(registry, $"blobs/{manifest["config"]!["digest"]}");
        byte[][] layers = [await ToolsAsync(), await PackAsync(
        [
            ("etc/nsswitch.conf", "hosts: files dns\n"u8.ToArray(), false),
            ("etc/ssl/certs/ca-certificates.crt", Encoding.ASCII.GetBytes(authority), false),
        ])];
        foreach (byte[] layer in layers)
        {
            config["rootfs"]!["diff_ids"]!.AsArray().Add(Digest(layer));
            manifest["layers"]!.AsArray().Add(await PutBlobAsync(registry, layer, Layer));
        }

        manifest["config"] = await PutBlobAsync(registry, Encoding.UTF8.GetBytes(config.ToJsonString()), (string)manifest["config"]!["mediaType"]!);
        byte[] json = Encoding.UTF8.GetBytes(manifest.ToJsonString());

        // A tag that a node has already pulled would be the image of an earlier run.
        string tag = $"endpoint-test-{Digest(json)[7..19]}";
        using ByteArrayContent content = Content(json, Manifest);
        (await registry.PutAsync(new Uri($"manifests/{tag}", UriKind.Relative), content)).EnsureSuccessStatusCode();
        return $"public.ecr.aws/{Repository}:{tag}";
    }

    private static async Task<bool> AnswersAsync(HttpClient registry)
    {
        try
        {
            using HttpResponseMessage response = await registry.GetAsync(new Uri("/v2/", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<byte[]> ToolsAsync()
    {
        var files = new SortedSet<string>(s_tools.Select(tool => $"/usr/bin/{tool}"), StringComparer.Ordinal);
        foreach (string tool in files.ToArray())
        {
            using Process ldd = Process.Start(new ProcessStartInfo("ldd", [tool]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            string output = await ldd.StandardOutput.ReadToEndAsync();
            await ldd.WaitForExitAsync();
            files.UnionWith(output.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => word[0] == '/'));
        }

        return await PackAsync(files.Select(file => (file.TrimStart('/'), File.ReadAllBytes(file), true)));
    }

    // Without times, the same files give the same layer, which the registry and the node keep.
    private static async Task<byte[]> PackAsync(IEnumerable<(string Name, byte[] Content, bool IsProgram)> files)
    {
        using var layer = new MemoryStream();
        await using (var tar = new TarWriter(layer, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach ((string name, byte[] content, bool isProgram) in files)
            {
                await tar.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(content),
                    ModificationTime = DateTimeOffset.UnixEpoch,
                    Mode = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead
                        | (isProgram ? UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : UnixFileMode.None),
                });
            }
        }

        return layer.ToArray();
    }

    private static async Task<JsonObject> GetAsync(HttpClient registry, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Manifest));
        using HttpResponseMessage response = (await registry.SendAsync(request)).EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    private static async Task<JsonObject> PutBlobAsync(HttpClient registry, byte[] blob, string type)
    {
        string digest = Digest(blob);
        using var head = new HttpRequestMessage(HttpMethod.Head, new Uri($"blobs/{digest}", UriKind.Relative));
        using HttpResponseMessage there = await registry.SendAsync(head);
        if (!there.IsSuccessStatusCode)
        {
            using HttpResponseMessage start = (await registry.PostAsync(new Uri("blobs/uploads/", UriKind.Relative), content: null)).EnsureSuccessStatusCode();
            using ByteArrayContent content = Content(blob, "application/octet-stream");
            var target = new UriBuilder(start.Headers.Location!);
            target.Query = $"{target.Query.TrimStart('?')}&digest={Uri.EscapeDataString(digest)}";
            (await registry.PutAsync(target.Uri, content)).EnsureSuccessStatusCode();
        }

        return new JsonObject { ["mediaType"] = type, ["digest"] = digest, ["size"] = blob.Length };
    }

    private static ByteArrayContent Content(byte[] bytes, string type) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private static string Digest(byte[] bytes) => string.Create(CultureInfo.InvariantCulture, $"sha256:{Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant()}");
}
