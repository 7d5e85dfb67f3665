using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EksConnector.FakeCluster;

namespace EksConnector.Tests.FakeCluster;

public sealed class LogTests : IAsyncLifetime
{
    private const string Pods = "api/v1/namespaces/eks-connector/pods/";

    private FakeKubernetes _fake = null!;
    private FakeClient _client = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync();
        _client = FakeClient.For(_fake);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _fake.DisposeAsync();
    }

    [Theory]
    [InlineData("", 7)]
    [InlineData("&tailLines=2", 2)]
    [InlineData("&tailLines=0", 0)]
    [InlineData("&sinceSeconds=90", 2)]
    public async Task Reads_part_of_a_log(string query, int lines)
    {
        await _fake.EnterAsync("healthy");

        string text = await _client.Http.GetStringAsync(Pods + "eks-connector-0/log?container=connector-proxy" + query);

        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(lines);
    }

    [Fact]
    public async Task Limits_bytes_and_returns_timestamps()
    {
        await _fake.EnterAsync("healthy");

        string text = await _client.Http.GetStringAsync(Pods + "eks-connector-0/log?container=connector-proxy&timestamps=true&limitBytes=40");

        text.Length.ShouldBe(40);
        text[30].ShouldBe(' ');
        DateTime.Parse(text[..30], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)
            .ShouldBe(DateTime.UtcNow.AddMinutes(-5), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Splits_a_long_line_into_parts_with_their_own_times()
    {
        await _fake.EnterAsync("healthy");
        _fake.Logs.SetBytes("eks-connector", "eks-connector-0", "connector-proxy", Encoding.ASCII.GetBytes(new string('x', 20_000) + "\n"));

        string text = await _client.Http.GetStringAsync(Pods + "eks-connector-0/log?container=connector-proxy&timestamps=true");
        string last = await _client.Http.GetStringAsync(Pods + "eks-connector-0/log?container=connector-proxy&tailLines=1");

        text.Length.ShouldBe(20_001 + 31 + 31);
        text[(31 + 16_384)..].ShouldStartWith("20");
        last.Length.ShouldBe(20_001 - 16_384);
    }

    [Fact]
    public async Task Reads_the_previous_run()
    {
        await _fake.EnterAsync("init-crashloop");

        string text = await _client.Http.GetStringAsync(Pods + "eks-connector-0/log?container=connector-init&previous=true");

        text.ShouldContain("failed to initiate eks-connector: InvalidActivation:");
    }

    [Theory]
    [InlineData("healthy", "", 400, "a container name must be specified for pod eks-connector-0, choose one of: [connector-agent connector-proxy] or one of the init containers: [connector-init]")]
    [InlineData("healthy", "container=x", 400, "container x is not valid for pod eks-connector-0")]
    [InlineData("healthy", "container=connector-agent&previous=true", 400, "previous terminated container \"connector-agent\" in pod \"eks-connector-0\" not found")]
    [InlineData("healthy", "container=connector-agent&tailLines=-1", 422, "PodLogOptions \"eks-connector-0\" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("init-crashloop", "container=connector-agent", 400, "container \"connector-agent\" in pod \"eks-connector-0\" is waiting to start: PodInitializing")]
    [InlineData("image-pull-backoff", "container=connector-init", 400, "container \"connector-init\" in pod \"eks-connector-0\" is waiting to start: trying and failing to pull image")]
    [InlineData("node-lost", "container=connector-agent", 500, "Get \"https://10.244.0.1:10250/containerLogs/eks-connector/eks-connector-0/connector-agent\": dial tcp 10.244.0.1:10250: connect: no route to host")]
    public async Task Unreadable_objects_are_reported_as_by_a_real_server(string scenario, string query, int code, string message)
    {
        await _fake.EnterAsync(scenario);

        JsonNode status = await _client.JsonAsync(Pods + "eks-connector-0/log?" + query);

        ((int?)status["code"]).ShouldBe(code);
        ((string?)status["message"]).ShouldBe(message);
    }
}
