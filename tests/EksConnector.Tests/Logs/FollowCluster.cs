using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EksConnector.Core.Logs;
using EksConnector.FakeCluster;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Logs;

/// <summary>A fake cluster with a healthy connector, whose logs are controlled by the test.</summary>
internal sealed class FollowCluster : IAsyncDisposable
{
    public const string Namespace = "eks-connector";
    public const string Pod = "eks-connector-0";
    public const string LogFile = "/var/log/amazon/ssm/amazon-ssm-agent.log";

    private FollowCluster(FakeKubernetes fake) => Fake = fake;

    public FakeKubernetes Fake { get; }

    public static async Task<FollowCluster> StartAsync(FakeOptions? options = null)
    {
        var cluster = new FollowCluster(await FakeKubernetes.StartAsync(options));
        await cluster.Fake.EnterAsync("healthy");
        return cluster;
    }

    /// <summary>Returns a request for one container of the first Pod.</summary>
    public LogRequest Request(string container, string context = "admin") => LogRun.Request(Fake.KubeConfigPath, context, Namespace) with
    {
        Containers = [container],
        Pods = [new(null, null, Pod)],
    };

    public LiveLog Follow(string container, Func<LogRequest, LogRequest>? change = null, string context = "admin") =>
        LiveLog.Start((change ?? (request => request))(Request(container, context) with { Follow = true }));

    /// <summary>Replaces the standard output of a container.</summary>
    public void SetConsole(string container, params string[] lines) =>
        Fake.Logs.SetBytes(Namespace, Pod, container, Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))), DateTime.UtcNow.AddMinutes(-1));

    public void WriteConsole(string container, string line, DateTime? time = null) => Fake.Logs.Append(Namespace, Pod, container, line, time);

    /// <summary>Replaces the log files of the agent with one file.</summary>
    public void SetFile(string text, string path = LogFile)
    {
        if (path == LogFile)
        {
            Fake.Files.Delete(Namespace, Pod, "connector-agent", LogFile);
        }

        Fake.Files.Set(Namespace, Pod, "connector-agent", path, Encoding.UTF8.GetBytes(text));
    }

    public void WriteFile(string line) => Fake.Files.Append(Namespace, Pod, "connector-agent", LogFile, line);

    public void Roll(int number) => Fake.Files.Rename(Namespace, Pod, "connector-agent", LogFile, $"{LogFile}.{number}");

    public void Delete(string path) => Fake.Files.Delete(Namespace, Pod, "connector-agent", path);

    public void Restart(string container) => Fake.RestartContainer(Namespace, Pod, container);

    /// <summary>Deletes the Pod and creates another one with the same name and different logs.</summary>
    public void Recreate(string container, string line)
    {
        JsonObject pod = Fake.Store.Find("pods", Namespace, Pod)!;
        Fake.Store.Delete("pods", Namespace, Pod);
        pod["metadata"]!["uid"] = Guid.NewGuid().ToString();
        pod["metadata"]!.AsObject().Remove("resourceVersion");
        foreach (JsonNode? status in pod["status"]!["containerStatuses"]!.AsArray().Concat(pod["status"]!["initContainerStatuses"]!.AsArray()))
        {
            status!["containerID"] = "containerd://" + Guid.NewGuid().ToString("N");
        }

        Fake.Logs.SetBytes(Namespace, Pod, container, Encoding.UTF8.GetBytes(line + "\n"));
        Fake.Store.Put(pod);
    }

    /// <summary>Waits until a log is followed.</summary>
    public Task WaitUntilFollowedAsync(string container) => Fake.Requests.WaitForAsync(
        request => request.PathAndQuery.Contains($"/log?container={container}", StringComparison.Ordinal)
            && request.PathAndQuery.Contains("follow=true", StringComparison.Ordinal)
            && request.Status == 200);

    public int Count(params string[] parts) => Fake.Requests.All.Count(request => parts.All(part => request.PathAndQuery.Contains(part, StringComparison.Ordinal)));

    /// <summary>Returns a line of the agent, with a time that is a number of seconds after a fixed time of today.</summary>
    public static string Agent(int second, string text, string level = "INFO", string program = "ssm-agent-worker") => string.Create(
        CultureInfo.InvariantCulture, $"{DateTime.UtcNow.Date.AddDays(-1).AddSeconds(second):yyyy-MM-dd HH:mm:ss} {level} [{program}] {text}");

    public ValueTask DisposeAsync() => Fake.DisposeAsync();
}
