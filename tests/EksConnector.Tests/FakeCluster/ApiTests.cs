using System.Net;
using System.Text.Json.Nodes;
using EksConnector.FakeCluster;

namespace EksConnector.Tests.FakeCluster;

public sealed class ApiTests : IAsyncLifetime
{
    private const string Pods = "api/v1/namespaces/eks-connector/pods";

    private FakeKubernetes _fake = null!;
    private FakeClient _client = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync();
        await _fake.EnterAsync("healthy");
        _client = FakeClient.For(_fake);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _fake.DisposeAsync();
    }

    [Theory]
    [InlineData("version")]
    [InlineData("livez")]
    [InlineData("readyz")]
    [InlineData("api")]
    [InlineData("apis")]
    [InlineData("api/v1")]
    [InlineData("apis/apps/v1")]
    [InlineData("apis/rbac.authorization.k8s.io/v1")]
    [InlineData("apis/authorization.k8s.io/v1")]
    [InlineData("apis/authentication.k8s.io/v1")]
    public async Task Serves_the_discovery_documents(string path)
    {
        using HttpResponseMessage response = await _client.Http.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_object_has_what_its_controllers_add()
    {
        JsonNode pod = await _client.JsonAsync(Pods + "/eks-connector-0");
        JsonNode set = await _client.JsonAsync("apis/apps/v1/namespaces/eks-connector/statefulsets/eks-connector");

        ((string?)pod["kind"]).ShouldBe("Pod");
        ((string?)pod["spec"]!["nodeName"]).ShouldBe("connector-test-node");
        ((string?)pod["metadata"]!["ownerReferences"]![0]!["uid"]).ShouldBe((string?)set["metadata"]!["uid"]);
        ((int?)set["status"]!["readyReplicas"]).ShouldBe(2);
        ((string?)pod["status"]!["containerStatuses"]![0]!["imageID"]).ShouldStartWith("public.ecr.aws/amazon-ssm-agent/amazon-ssm-agent@sha256:");
    }

    [Fact]
    public async Task A_list_states_kind_and_version_once()
    {
        JsonNode list = await _client.JsonAsync(Pods);

        ((string?)list["kind"]).ShouldBe("PodList");
        ((string?)list["metadata"]!["resourceVersion"]).ShouldBe($"{_fake.Store.Version}");
        FakeClient.NamesOf(list).ShouldBe(["eks-connector-0", "eks-connector-1"]);
        list["items"]![0]!.AsObject().ContainsKey("kind").ShouldBeFalse();
    }

    [Theory]
    [InlineData("app=eks-connector", 2)]
    [InlineData("app==eks-connector", 2)]
    [InlineData("app!=eks-connector", 0)]
    [InlineData("missing!=x", 2)]
    [InlineData("app in (a,eks-connector)", 2)]
    [InlineData("app notin (a, b)", 2)]
    [InlineData("app notin (eks-connector)", 0)]
    [InlineData("app", 2)]
    [InlineData("!app", 0)]
    [InlineData("app,statefulset.kubernetes.io/pod-name=eks-connector-1", 1)]
    public async Task A_label_selector_selects_objects(string selector, int count)
    {
        string[] names = await _client.NamesAsync($"{Pods}?labelSelector={Uri.EscapeDataString(selector)}");

        names.Length.ShouldBe(count);
    }

    [Theory]
    [InlineData("pods", "metadata.name=eks-connector-1", 1)]
    [InlineData("pods", "metadata.namespace!=eks-connector", 0)]
    [InlineData("pods", "spec.nodeName=connector-test-node,status.phase=Running", 2)]
    [InlineData("pods", "status.phase!=Running", 0)]
    [InlineData("events", "involvedObject.kind=StatefulSet,involvedObject.name=eks-connector,type=Normal", 2)]
    [InlineData("events", "reason=Pulling", 1)]
    [InlineData("secrets", "type=kubernetes.io/service-account-token", 1)]
    public async Task A_field_selector_selects_objects(string kind, string selector, int count)
    {
        string[] names = await _client.NamesAsync($"api/v1/namespaces/eks-connector/{kind}?fieldSelector={Uri.EscapeDataString(selector)}");

        names.Length.ShouldBe(count);
    }

    [Theory]
    [InlineData(Pods + "/nope", 404, "NotFound", "pods \"nope\" not found")]
    [InlineData("apis/apps/v1/namespaces/x/statefulsets/y", 404, "NotFound", "statefulsets.apps \"y\" not found")]
    [InlineData("api/v1/foos", 404, "NotFound", "the server could not find the requested resource")]
    [InlineData(Pods + "?fieldSelector=foo%3Dbar", 400, "BadRequest", "field label not supported: foo")]
    [InlineData(Pods + "?limit=x", 400, "BadRequest", "strconv.ParseInt: parsing \"x\": invalid syntax")]
    [InlineData(Pods + "?resourceVersion=99999999", 504, "Timeout", "Timeout: Too large resource version: 99999999, current: ")]
    public async Task Errors_equal_those_of_a_real_server(string path, int code, string reason, string message)
    {
        using HttpResponseMessage response = await _client.Http.GetAsync(path);
        JsonNode status = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        ((int)response.StatusCode).ShouldBe(code);
        ((string?)status["kind"]).ShouldBe("Status");
        ((string?)status["reason"]).ShouldBe(reason);
        ((string?)status["message"])!.ShouldStartWith(message);
        ((int?)status["code"]).ShouldBe(code);
    }

    [Fact]
    public async Task All_pages_have_the_same_resource_version()
    {
        JsonNode first = await _client.JsonAsync("api/v1/namespaces/eks-connector/secrets?limit=3");
        _fake.Store.Delete("secrets", "eks-connector", "eks-connector-token");
        JsonNode second = await _client.JsonAsync("api/v1/namespaces/eks-connector/secrets?limit=3&continue=" + Token(first));

        ((int?)first["metadata"]!["remainingItemCount"]).ShouldBe(1);
        FakeClient.NamesOf(second).ShouldBe(["eks-connector-token"]);
        ((string?)second["metadata"]!["resourceVersion"]).ShouldBe((string?)first["metadata"]!["resourceVersion"]);
        second["metadata"]!.AsObject().ContainsKey("continue").ShouldBeFalse();
    }

    [Fact]
    public async Task A_page_of_a_compacted_version_is_expired()
    {
        JsonNode first = await _client.JsonAsync(Pods + "?limit=1");
        _fake.Store.Compact();

        JsonNode status = await _client.JsonAsync($"{Pods}?limit=1&continue={Token(first)}");

        ((int?)status["code"]).ShouldBe(410);
        ((string?)status["reason"]).ShouldBe("Expired");
    }

    [Fact]
    public async Task A_page_of_the_oldest_version_is_still_available()
    {
        _fake.Store.Compact();
        JsonNode first = await _client.JsonAsync(Pods + "?limit=1");
        _fake.Store.Delete("pods", "eks-connector", "eks-connector-1");

        (await _client.NamesAsync($"{Pods}?limit=1&continue={Token(first)}")).ShouldBe(["eks-connector-1"]);
    }

    [Fact]
    public async Task The_next_list_shows_a_change()
    {
        (await _client.NamesAsync(Pods)).Length.ShouldBe(2);

        _fake.Store.Delete("pods", "eks-connector", "eks-connector-1");

        (await _client.NamesAsync(Pods)).ShouldBe(["eks-connector-0"]);
    }

    [Fact]
    public async Task Records_requests_before_it_responds()
    {
        _fake.Requests.Clear();
        await _client.JsonAsync(Pods + "?limit=1");
        using HttpResponseMessage refused = await _client.Http.DeleteAsync("api/v1/namespaces/eks-connector/configmaps/eks-connector-agent");

        refused.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        RecordedRequest read = _fake.Requests.Reads.ShouldHaveSingleItem();
        (read.User, read.Verb, read.PathAndQuery, read.UserAgent, read.Status).ShouldBe(
            ("admin", "list", $"/{Pods}?limit=1", "fake-client/1", 200));
        _fake.Requests.Writes.ShouldHaveSingleItem().Status.ShouldBe(405);
    }

    private static string Token(JsonNode list) => Uri.EscapeDataString((string)list["metadata"]!["continue"]!);
}
