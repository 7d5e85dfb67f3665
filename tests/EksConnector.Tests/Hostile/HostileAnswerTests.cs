using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using EksConnector.Core;
using EksConnector.FakeCluster;
using EksConnector.Kubernetes;
using EksConnector.Tests.KubeConfig;

namespace EksConnector.Tests.Hostile;

/// <summary>An API server that answers what no API server would: nothing surprises the module, hangs it, or reaches the terminal.</summary>
public sealed class HostileAnswerTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly KubernetesGateway _gateway = new();
    private Func<string, byte[], byte[]> _change = (_, body) => body;
    private Func<string, string> _changePath = path => path;
    private FakeKubernetes? _fake;

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync(new FakeOptions { ChangeAnswer = (path, body) => _change(path, body), ChangePath = path => _changePath(path) });
        await _fake.EnterAsync("one-pod-broken");
        await _fake.EnterAsync("pending", "pending");
    }

    public async Task DisposeAsync() => await _fake!.DisposeAsync();

    public void Dispose()
    {
        _gateway.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("eks-connector")]
    [InlineData("pending")]
    public async Task No_field_of_an_answer_surprises(string @namespace)
    {
        // Every place meets some of the mutations in every run; each of them meets every place with this variable.
        bool isThorough = Environment.GetEnvironmentVariable("EKSCONNECTOR_TEST_EVERY_MUTATION") == "1";
        IReadOnlyDictionary<string, JsonNode> answers = await AnswersAsync(@namespace);
        var surprises = new List<string>();
        int number = 0;
        foreach ((string path, JsonNode answer) in answers)
        {
            foreach (string place in HostileJson.Places(answer))
            {
                number++;
                foreach (string mutation in HostileJson.Mutations.Where((_, i) => isThorough || i == number % HostileJson.Mutations.Count))
                {
                    JsonNode changed = answer.DeepClone();
                    HostileJson.Mutate(changed, place.Split('/').AsSpan(1), mutation);
                    byte[] bytes = Encoding.UTF8.GetBytes(changed.ToJsonString());
                    _change = (request, body) => PathOf(request) == path ? bytes : body;
                    surprises.AddRange((await RunAsync(@namespace)).Select(surprise => $"{path} {place} {mutation}: {surprise}"));
                }
            }
        }

        number.ShouldBeGreaterThan(100);
        surprises.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("""[{"metadata":null}]""")]
    [InlineData("""[{"metadata":{"name":"a"}},{"metadata":{"name":"a"}}]""")]
    [InlineData("""[{"metadata":{"name":"a\u0000b"}}]""")]
    [InlineData("""[{"metadata":{"name":".."}}]""")]
    [InlineData("""[{"metadata":{"name":"a","labels":{"b":null}}}]""")]
    [InlineData("""[{"metadata":{"name":"a","creationTimestamp":"soon"}}]""")]
    [InlineData("""{"a":1}""")]
    public async Task A_list_without_items_is_an_invalid_response(string items)
    {
        _change = (path, body) => path.Contains("/pods?", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes($$$"""{"kind":"PodList","apiVersion":"v1","metadata":{},"items":{{{items}}}}""") : body;
        HostileRun run = await HostileRun.OfAsync(_gateway, _fake!.KubeConfigPath, "admin", "eks-connector", _folder.Path);
        run.Failures.ShouldNotBeEmpty();
        run.Failures.ShouldAllBe(failure => failure.ErrorId == ErrorIds.InvalidResponse && failure.Message.Contains("/pods"));
    }

    [Theory]
    [InlineData(-1, -1)]
    [InlineData(int.MinValue, int.MinValue)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(int.MaxValue, 0)]
    public async Task Reads_a_StatefulSet_with_impossible_numbers_and_nulls(int replicas, int start)
    {
        _change = (path, body) =>
        {
            if (!path.Contains("/statefulsets", StringComparison.Ordinal) || JsonNode.Parse(body) is not JsonObject answer)
            {
                return body;
            }

            foreach (JsonNode? set in answer["items"] is JsonArray items ? [.. items] : (JsonNode?[])[answer])
            {
                set!["spec"]!["replicas"] = replicas;
                set["spec"]!["ordinals"] = new JsonObject { ["start"] = start };
                ((JsonArray)set["spec"]!["template"]!["spec"]!["initContainers"]!).Insert(0, null);
            }

            return Encoding.UTF8.GetBytes(answer.ToJsonString());
        };
        HostileRun run = await HostileRun.OfAsync(_gateway, _fake!.KubeConfigPath, "admin", "eks-connector", _folder.Path).WaitAsync(HostileRun.Limit);
        run.Failures.Where(failure => failure.ErrorId is ErrorIds.UnexpectedError or ErrorIds.BundleInvalid).Select(failure => failure.Message).ShouldBeEmpty();
        run.Items.ShouldBeInRange(7, 5000);
    }

    [Fact]
    public async Task Two_nodes_with_one_name_are_an_invalid_response_and_the_rest_continues()
    {
        _change = (path, body) => path.Contains("/nodes?", StringComparison.Ordinal)
            ? """{"metadata":{},"items":[{"metadata":{"name":"a"}},{"metadata":{"name":"a"}}]}"""u8.ToArray()
            : body;
        HostileRun run = await HostileRun.OfAsync(_gateway, _fake!.KubeConfigPath, "admin", "pending", _folder.Path);
        run.Failures.ShouldNotContain(failure => failure.ErrorId == ErrorIds.UnexpectedError);
        run.Texts.ShouldContain(text => text.Contains("nodes") && text.Contains("is not from a Kubernetes API server"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_output_has_hidden_characters(bool withNames)
    {
        string[] structure = withNames
            ? ["kind", "apiVersion", "resourceVersion", "continue", "namespace"]
            : ["kind", "apiVersion", "resourceVersion", "continue", "namespace", "name", "uid", "nodeName", "containerID", "serviceAccountName", "app"];
        _change = (_, body) => Encoding.UTF8.GetBytes(HostileJson.Plant(
            JsonNode.Parse(body), name => structure.Contains(name) || name.EndsWith("Time", StringComparison.Ordinal) || name.EndsWith("stamp", StringComparison.OrdinalIgnoreCase) || name.EndsWith("At", StringComparison.Ordinal))!.ToJsonString());
        HostileRun run = await HostileRun.OfAsync(_gateway, _fake!.KubeConfigPath, "admin", "eks-connector", _folder.Path);
        run.Failures.ShouldNotContain(failure => failure.ErrorId == ErrorIds.UnexpectedError);
        (run.Items + run.Failures.Count).ShouldBeGreaterThan(6);
        run.Texts.Where(text => !VisibleText.IsVisible(text)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Server_errors_are_shown_without_hidden_characters()
    {
        _fake!.Faults.Add(new Fault(FaultKind.Status) { Code = 403, Message = HostileJson.Hidden + "no" });
        HostileRun run = await HostileRun.OfAsync(_gateway, _fake.KubeConfigPath, "admin", null, _folder.Path);
        run.Failures.ShouldNotBeEmpty();
        run.Texts.Where(text => !VisibleText.IsVisible(text)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../../../../x")]
    [InlineData("/x")]
    [InlineData("..\\..\\x")]
    [InlineData("CON")]
    [InlineData("x:stream")]
    [InlineData("x. ")]
    public async Task A_name_cannot_lead_outside_a_folder_or_bundle(string name)
    {
        string json = System.Text.Json.JsonSerializer.Serialize(name);
        _change = (_, body) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("\"name\":\"eks-connector-0\"", $"\"name\":{json}", StringComparison.Ordinal));
        _changePath = path => path.Replace(name.Replace("/", "%2F", StringComparison.Ordinal), "eks-connector-0", StringComparison.Ordinal);
        string folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "a", "b", "c", "d")).FullName;
        await HostileRun.OfAsync(_gateway, _fake!.KubeConfigPath, "admin", "eks-connector", folder);

        Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories)
            .Where(entry => !folder.StartsWith(entry, StringComparison.Ordinal) && Path.GetDirectoryName(entry) != folder).ShouldBeEmpty();
        string[] logs = [.. Directory.EnumerateFiles(folder, "*.log").Select(file => Path.GetFileName(file)!)];
        logs.Count(file => !file.Contains("eks-connector-1", StringComparison.Ordinal)).ShouldBeGreaterThan(1);
        using ZipArchive bundle = ZipFile.OpenRead(Directory.EnumerateFiles(folder, "*.zip").Single());
        string[] entries = [.. bundle.Entries.Select(entry => entry.FullName)];
        entries.ShouldContain(entry => entry.EndsWith(".log", StringComparison.Ordinal) && !entry.Contains("/eks-connector-1", StringComparison.Ordinal));
        logs.Concat(entries).ShouldAllBe(file => file.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || "-_.@~/".Contains(character, StringComparison.Ordinal)));
        entries.SelectMany(entry => entry.Split('/')).ShouldAllBe(part => part.Length > 0 && part != "..");
    }

    private static string PathOf(string pathAndQuery) => pathAndQuery.Split('?')[0];

    private async Task<IReadOnlyDictionary<string, JsonNode>> AnswersAsync(string @namespace)
    {
        var answers = new ConcurrentDictionary<string, JsonNode>(StringComparer.Ordinal);
        _change = (path, body) =>
        {
            if (body is [(byte)'{', ..])
            {
                answers[PathOf(path)] = JsonNode.Parse(body)!;
            }

            return body;
        };
        (await RunAsync(@namespace)).ShouldBeEmpty();
        return answers;
    }

    private async Task<IReadOnlyList<string>> RunAsync(string @namespace)
    {
        HostileRun run = await HostileRun.OfAsync(_gateway, _fake!.KubeConfigPath, "admin", @namespace, _folder.Path).WaitAsync(HostileRun.Limit);
        return
        [
            .. run.Failures.Where(failure => failure.ErrorId is ErrorIds.UnexpectedError or ErrorIds.BundleInvalid).Select(failure => failure.Message),
            .. run.Texts.Where(text => !VisibleText.IsVisible(text)).Select(text => $"shown: {Uri.EscapeDataString(text)}"),
        ];
    }
}
