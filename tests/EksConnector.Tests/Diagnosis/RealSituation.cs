using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EksConnector.FakeCluster;

namespace EksConnector.Tests.Diagnosis;

/// <summary>
/// A recording of the real programs on a real cluster: the output of kubectl (<c>kubectl.txt</c>), the logs of the containers, and the
/// files of the agent. It is converted to a scenario without changes, except that its times are moved to the present.
/// </summary>
internal sealed partial class RealSituation
{
    private readonly string _folder;
    private readonly string[] _lines;
    private readonly DateTime _recordedAt;
    private readonly DateTime _now = DateTime.UtcNow;

    private RealSituation(string folder)
    {
        _folder = folder;
        _lines = File.ReadAllLines(Path.Combine(folder, "kubectl.txt"));
        Match role = _lines.Select(line => CreatedRole().Match(line)).FirstOrDefault(match => match.Success) ?? Match.Empty;

        // Ages are relative to the recording, but times are absolute, so an item with both shows the time of the recording. Without one, the
        // newest log line does.
        _recordedAt = role.Success && AgeOf("statefulset.apps/eks-connector") is { } age
            ? DateTime.Parse(role.Groups["time"].Value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal) + age
            : DateTime.MinValue;
        DateTime newest = Logs().SelectMany(log => File.ReadLines(log)).Select(line => TimeOf(line) ?? DateTime.MinValue).Max();
        _recordedAt = newest > _recordedAt ? newest : _recordedAt;
    }

    private TimeSpan Shift => new((_now - _recordedAt).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);

    /// <summary>Whether a folder of the corpus contains a recording.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, "kubectl.txt"));

    /// <summary>Creates the scenario as JSON.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The scenario, which contains the recorded namespace.</returns>
    public static string Scenario(string folder) => new RealSituation(folder).Build().ToJsonString();

    /// <summary>The namespace of the recorded connector.</summary>
    public static string Namespace(string folder) =>
        File.ReadLines(Path.Combine(folder, "kubectl.txt")).Select(line => Assigned().Match(line)).First(match => match.Success).Groups["namespace"].Value;

    private JsonObject Build()
    {
        PodLine[] pods = [.. _lines.Select(line => PodRow().Match(line)).Where(match => match.Success).Select(match => new PodLine(
            match.Groups["name"].Value,
            match.Groups["status"].Value,
            int.Parse(match.Groups["restarts"].Value, CultureInfo.InvariantCulture),
            Ago.Parse(match.Groups["age"].Value)))];
        var objects = new JsonArray { StatefulSet() };
        var remove = new JsonArray();
        foreach (string name in (string[])["role/eks-connector-secret-access", "rolebinding/eks-connector-secret-access", "secret/eks-connector-activation-config",
            "secret/eks-connector-token", "secret/eks-connector-state-0", "secret/eks-connector-state-1", "serviceaccount/eks-connector", "configmap/eks-connector-agent"])
        {
            string[] parts = name.Split('/');
            if (AgeOf(name) is null && AgeOf($"{parts[0]}.rbac.authorization.k8s.io/{parts[1]}") is null && !_lines.Any(line => line.Contains($"{parts[0]}.rbac.authorization.k8s.io/{parts[1]} ", StringComparison.Ordinal)))
            {
                remove.Add($"{s_kinds[parts[0]]}/{parts[1]}");
            }
        }

        foreach (PodLine pod in pods)
        {
            string ordinal = pod.Name[(pod.Name.LastIndexOf('-') + 1)..];
            if (AgeOf($"secret/eks-connector-state-{ordinal}") is { } age && Instance(pod.Name) is { } instance)
            {
                objects.Add(State(ordinal, instance, age));
            }
        }

        var made = new JsonObject();
        foreach (PodLine pod in pods)
        {
            made[pod.Name] = Pod(pod);
        }

        foreach (string name in (string[])["eks-connector-0", "eks-connector-1"])
        {
            if (!made.ContainsKey(name))
            {
                remove.Add("Pod/" + name);
            }
        }

        return new JsonObject
        {
            ["extends"] = "complete",
            ["objects"] = objects,
            ["pods"] = made,
            ["remove"] = remove,
            ["events"] = Events(),
            ["logs"] = Texts(log => log.StartsWith("kubectl-", StringComparison.Ordinal), LogKey, withTimes: true),
            ["files"] = Texts(log => log.StartsWith("agent-", StringComparison.Ordinal), FileKey, withTimes: false),
        };
    }

    private static readonly Dictionary<string, string> s_kinds = new(StringComparer.Ordinal)
    {
        ["role"] = "Role",
        ["rolebinding"] = "RoleBinding",
        ["secret"] = "Secret",
        ["serviceaccount"] = "ServiceAccount",
        ["configmap"] = "ConfigMap",
    };

    private JsonObject StatefulSet()
    {
        string[] init = Recorded("connector-init.log").SelectMany(File.ReadLines).ToArray();
        string activation = init.Select(line => ActivationId().Match(line)).FirstOrDefault(match => match.Success)?.Value ?? AnyActivation;
        string replicas = _lines.Select(line => SetRow().Match(line)).First(match => match.Success).Groups["replicas"].Value;

        // Without the flag, connector-init looks for the state in the namespace eks-connector, regardless of the namespace of the Pod.
        bool isElsewhere = Array.Exists(init, line => line.Contains("in the namespace \"eks-connector\"", StringComparison.Ordinal)) && Namespace(_folder) != "eks-connector";
        string[] flag = isElsewhere ? [] : ["--state.secretNamespace=${namespace}"];
        return new JsonObject
        {
            ["kind"] = "StatefulSet",
            ["metadata"] = new JsonObject { ["name"] = "eks-connector", ["creationTimestamp"] = Time(AgeOf("statefulset.apps/eks-connector")) },
            ["spec"] = new JsonObject
            {
                ["replicas"] = int.Parse(replicas, CultureInfo.InvariantCulture),
                ["template"] = new JsonObject
                {
                    ["spec"] = new JsonObject
                    {
                        ["initContainers"] = new JsonArray(new JsonObject
                        {
                            ["name"] = "connector-init",
                            ["image"] = Image("eks-connector:"),
                            ["args"] = Texts(["init", "--activation.id=$(EKS_ACTIVATION_ID)", "--activation.code=$(EKS_ACTIVATION_CODE)", "--agent.region=us-west-2", .. flag]),
                            ["env"] = new JsonArray(new JsonObject { ["name"] = "EKS_ACTIVATION_ID", ["value"] = activation }),
                        }),
                        ["containers"] = new JsonArray(
                            new JsonObject { ["name"] = "connector-agent", ["image"] = Image("amazon-ssm-agent:") },
                            new JsonObject { ["name"] = "connector-proxy", ["image"] = Image("eks-connector:"), ["args"] = Texts(["server", .. flag]) }),
                    },
                },
            },
        };
    }

    private JsonObject State(string ordinal, string instance, TimeSpan age) => new()
    {
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject { ["name"] = $"eks-connector-state-{ordinal}", ["creationTimestamp"] = Time(age) },
        ["type"] = "Opaque",
        ["stringData"] = new JsonObject
        {
            ["connector-config"] = new JsonObject { ["activationId"] = StatefulSet()["spec"]!["template"]!["spec"]!["initContainers"]![0]!["env"]![0]!["value"]!.DeepClone() }.ToJsonString(),
            ["regkey"] = $$"""{"instanceID":"{{instance}}","privateKey":"PLANTED-PRIVATE-KEY","privateKeyType":"Rsa","region":"us-west-2"}""",
        },
    };

    private JsonObject Pod(PodLine pod)
    {
        TimeSpan? initStarted = StartOf(pod.Name, "connector-init");
        bool isInitializing = pod.Status.StartsWith("Init:", StringComparison.Ordinal);
        JsonObject started = new() { ["startedAt"] = Time(initStarted) };
        JsonObject failed = new()
        {
            ["terminated"] = new JsonObject { ["exitCode"] = 255, ["reason"] = "Error", ["startedAt"] = Time(initStarted), ["finishedAt"] = Time(initStarted) },
        };
        JsonObject init = new() { ["name"] = "connector-init", ["restartCount"] = isInitializing ? pod.Restarts : 0 };
        switch (pod.Status)
        {
            case "Init:CrashLoopBackOff":
                init["state"] = Waiting("CrashLoopBackOff", "back-off restarting failed container");
                init["lastState"] = failed;
                break;
            case "Init:Error":
                init["state"] = failed;
                break;
            case "Init:0/1":
                init["state"] = new JsonObject { ["running"] = started };
                break;
            default:
                init["state"] = new JsonObject
                {
                    ["terminated"] = new JsonObject { ["exitCode"] = 0, ["reason"] = "Completed", ["startedAt"] = Time(initStarted), ["finishedAt"] = Time(StartOf(pod.Name, "connector-agent")) },
                };
                break;
        }

        return new JsonObject
        {
            ["created"] = Time(pod.Age),
            ["node"] = "connector-test-node",
            ["status"] = new JsonObject
            {
                ["phase"] = isInitializing ? "Pending" : "Running",
                ["initContainerStatuses"] = new JsonArray(init),
                ["containerStatuses"] = new JsonArray([.. ((string[])["connector-agent", "connector-proxy"]).Select(name => new JsonObject
                {
                    ["name"] = name,
                    ["state"] = isInitializing ? Waiting("PodInitializing", null) : new JsonObject { ["running"] = new JsonObject { ["startedAt"] = Time(StartOf(pod.Name, name)) } },
                })]),
            },
        };
    }

    private static JsonObject Waiting(string reason, string? message)
    {
        var waiting = new JsonObject { ["reason"] = reason };
        if (message is not null)
        {
            waiting["message"] = message;
        }

        return new JsonObject { ["waiting"] = waiting };
    }

    private JsonArray Events()
    {
        var events = new JsonArray();
        foreach (Match match in _lines.Select(line => EventRow().Match(line)).Where(match => match.Success))
        {
            string kind = match.Groups["kind"].Value == "pod" ? "Pod" : "StatefulSet";
            events.Add(new JsonObject
            {
                ["on"] = $"{kind}/{match.Groups["name"].Value}",
                ["at"] = Time(Ago.Parse(match.Groups["age"].Value)),
                ["type"] = match.Groups["type"].Value,
                ["from"] = match.Groups["reason"].Value == "Scheduled" ? "default-scheduler" : kind == "Pod" ? "kubelet" : "statefulset-controller",
                ["reason"] = match.Groups["reason"].Value,
                ["message"] = match.Groups["message"].Value,
            });
        }

        return events;
    }

    private JsonObject Texts(Func<string, bool> which, Func<string, string?> key, bool withTimes)
    {
        // Entries of the extended scenario are removed.
        var texts = new JsonObject();
        foreach (string pod in (string[])["eks-connector-0", "eks-connector-1"])
        {
            if (withTimes)
            {
                foreach (string container in (string[])["connector-init", "connector-agent", "connector-proxy"])
                {
                    texts[$"{pod}/{container}"] = null;
                }
            }
            else
            {
                texts[$"{pod}/connector-agent/var/log/amazon/ssm/amazon-ssm-agent.log"] = null;
            }
        }

        foreach (string path in Directory.GetFiles(_folder).Where(path => which(Path.GetFileName(path))))
        {
            string[] lines = File.ReadAllLines(path);
            if (key(Path.GetFileName(path)) is { } name && lines is not [] && !lines[0].StartsWith("Error from server", StringComparison.Ordinal)
                && !lines[0].StartsWith("unable to", StringComparison.Ordinal))
            {
                texts[name] = string.Join('\n', MoveTimes(lines, withTimes));
            }
        }

        return texts;
    }

    // A line without a time has the time of the previous line.
    private IEnumerable<string> MoveTimes(string[] lines, bool withTimes)
    {
        DateTime time = lines.Select(TimeOf).FirstOrDefault(found => found is not null) ?? _recordedAt;
        foreach (string line in lines)
        {
            DateTime? own = TimeOf(line);
            time = own ?? time;
            string moved = own is null ? line : MoveTime(line);
            yield return withTimes ? $"[-{Math.Max(0, (long)(_recordedAt - time).TotalSeconds)}s] {moved}" : moved;
        }
    }

    private string MoveTime(string line)
    {
        Match match = LineTime().Match(line);
        DateTime moved = TimeOf(line)!.Value + Shift;
        string text = match.Groups["klog"].Success ? moved.ToString("MMdd HH:mm:ss", CultureInfo.InvariantCulture)
            : match.Groups["go"].Success ? moved.ToString("yyyy\\/MM\\/dd HH:mm:ss", CultureInfo.InvariantCulture)
            : moved.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        Group time = match.Groups["time"];
        return string.Concat(line.AsSpan(0, time.Index), text, line.AsSpan(time.Index + time.Length));
    }

    private static DateTime? TimeOf(string line)
    {
        Match match = LineTime().Match(line);
        string text = match.Groups["time"].Value;
        return !match.Success
            ? null
            : DateTime.ParseExact(
                match.Groups["klog"].Success ? "2026" + text : text.Replace('/', '-'),
                match.Groups["klog"].Success ? "yyyyMMdd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
    }

    private static string? LogKey(string file)
    {
        Match match = LogFile().Match(file);
        return match.Success ? $"{match.Groups["pod"].Value}/{match.Groups["container"].Value}{(match.Groups["previous"].Success ? "/previous" : string.Empty)}" : null;
    }

    private static string? FileKey(string file)
    {
        Match match = AgentFile().Match(file);
        return !match.Success
            ? null
            : $"{match.Groups["pod"].Value}/connector-agent/var/log/amazon/ssm/{(match.Groups["name"].Value == "file.log" ? "amazon-ssm-agent.log" : match.Groups["name"].Value)}";
    }

    private string[] Logs() => Directory.GetFiles(_folder, "*.log");

    private string[] Recorded(string end) => Directory.GetFiles(_folder, "kubectl-*" + end);

    private string? Instance(string pod) =>
        Recorded($"{pod}-connector-init.log").SelectMany(File.ReadLines).Select(line => InstanceId().Match(line)).FirstOrDefault(match => match.Success)?.Value;

    private string? Image(string name) => _lines
        .Select(line => ImageName().Match(line))
        .FirstOrDefault(match => match.Success && match.Groups["image"].Value.Contains(name, StringComparison.Ordinal))?.Groups["image"].Value
        ?? (name == "eks-connector:" ? "mirror.test/real/eks-connector:0.0.11" : "mirror.test/real/amazon-ssm-agent:3.2.2303.0");

    // The newest start, from the events.
    private TimeSpan? StartOf(string pod, string container) => _lines
        .Select(line => EventRow().Match(line))
        .Where(match => match.Success && match.Groups["name"].Value == pod && match.Groups["message"].Value == $"Started container {container}")
        .Select(match => (TimeSpan?)Ago.Parse(match.Groups["age"].Value))
        .Min();

    private TimeSpan? AgeOf(string name) => _lines
        .Where(line => line.StartsWith(name + " ", StringComparison.Ordinal))
        .Select(line => Age().Match(line))
        .Where(match => match.Success)
        .Select(match => (TimeSpan?)Ago.Parse(match.Groups["age"].Value))
        .FirstOrDefault();

    private string Time(TimeSpan? age) => (_now - (age ?? TimeSpan.Zero)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static JsonArray Texts(string[] texts) => new([.. texts.Select(text => (JsonNode?)text)]);

    private const string AnyActivation = "0a1b2c3d-0000-4000-8000-000000000001";

    [GeneratedRegex(@"^(?<name>eks-connector-\d+) +\d+/\d+ +(?<status>\S+) +(?<restarts>\d+)( \(.*?\))? +(?<age>[0-9smhd]+) ", RegexOptions.ExplicitCapture)]
    private static partial Regex PodRow();

    [GeneratedRegex(@"^statefulset\.apps/eks-connector +\d+/(?<replicas>\d+) ", RegexOptions.ExplicitCapture)]
    private static partial Regex SetRow();

    [GeneratedRegex(@"^role\.rbac\S+ +(?<time>\d{4}-\S+Z)$", RegexOptions.ExplicitCapture)]
    private static partial Regex CreatedRole();

    [GeneratedRegex(@" (?<age>([0-9]+[smhd])+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Age();

    [GeneratedRegex(@"^(?<age>[0-9smhd]+) +(?<type>Normal|Warning) +(?<reason>\S+) +(?<kind>pod|statefulset)/(?<name>\S+) +(?<message>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex EventRow();

    [GeneratedRegex(@"Successfully assigned (?<namespace>[^/ ]+)/", RegexOptions.ExplicitCapture)]
    private static partial Regex Assigned();

    [GeneratedRegex(@"mage ""(?<image>[^""]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex ImageName();

    [GeneratedRegex(@"(?<=activationId )[0-9a-f-]{36}", RegexOptions.ExplicitCapture)]
    private static partial Regex ActivationId();

    [GeneratedRegex(@"eks_c:[0-9A-Za-z_-]+", RegexOptions.ExplicitCapture)]
    private static partial Regex InstanceId();

    [GeneratedRegex(@"^kubectl-(?<pod>.+)-(?<container>connector-(init|agent|proxy))(?<previous>\.previous)?\.log$", RegexOptions.ExplicitCapture)]
    private static partial Regex LogFile();

    [GeneratedRegex(@"^agent-(?<pod>.+-\d+)-(?<name>[^-]+\.log)$", RegexOptions.ExplicitCapture)]
    private static partial Regex AgentFile();

    [GeneratedRegex(@"^((?<klog>[IWEF])(?<time>\d{4} \d\d:\d\d:\d\d)|(?<go>(?<time>\d{4}/\d\d/\d\d \d\d:\d\d:\d\d)) |(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) )", RegexOptions.ExplicitCapture)]
    private static partial Regex LineTime();

    private sealed record PodLine(string Name, string Status, int Restarts, TimeSpan Age);
}
