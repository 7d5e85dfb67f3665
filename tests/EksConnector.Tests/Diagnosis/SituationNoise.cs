using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EksConnector.FakeCluster;

namespace EksConnector.Tests.Diagnosis;

/// <summary>Adds data to a situation that must not change the result: past faults, warnings of the server, and messages of other programs.</summary>
internal static partial class SituationNoise
{
    private const string Folder = "/var/log/amazon/ssm/";
    private const string Image = "public.ecr.aws/eks-connector/eks-connector:0.0.11";

    private static readonly string[] s_workerLines =
    [
        "WARN [ssm-agent-worker] [MessageService] [MGSInteractor] Failed to close websocket: tls: failed to send closeNotify alert (but connection was closed anyway): write tcp 10.244.0.10:41822->198.51.100.7:443: write: broken pipe",
        "WARN [ssm-session-worker] [root-0a1b2c3d] [DataBackend] Failed to dial websocket: dial tcp 198.51.100.7:443: i/o timeout",
        "ERROR [ssm-document-worker] [0a1b] could not read the document",
        "ERROR [ssm-agent-worker] [HealthCheck] error when calling AWS APIs. error details - the health ping is off",
    ];

    private static readonly string[] s_coreLines =
    [
        "WARN Error adding the directory '/etc/amazon/ssm' to watcher: no such file or directory",
        "ERROR [amazon-ssm-agent] [CredentialRefresher] Retrieve credentials produced error: ThrottlingException: Rate exceeded",
    ];

    // Faults of an earlier instance of the agent: one that it recovered from, and one that ended with it.
    private static readonly string[] s_earlierRuns =
    [
        """
        [-960h] ${ssm} INFO [amazon-ssm-agent] Starting Core Agent
        ${ssm} ERROR [amazon-ssm-agent] [CredentialRefresher] Retrieve credentials produced error: AccessDeniedException: 
        	status code: 400, request id: 4f1c2d6e-0000-4000-8000-000000000009
        ${ssm} INFO [amazon-ssm-agent] [CredentialRefresher] Sleeping for 25h2m3s before retrying retrieve credentials
        [-930h] ${ssm} INFO [amazon-ssm-agent] [CredentialRefresher] Credentials ready
        ${ssm} WARN [ssm-agent-worker] [MessageService] [MGSInteractor] Failed to dial websocket: Proxy Authentication Required
        ${ssm} INFO [ssm-agent-worker] [MessageService] [MGSInteractor] Set up control channel successfully
        """,
        """
        [-960h] ${ssm} INFO [amazon-ssm-agent] Starting Core Agent
        ${ssm} ERROR [ssm-agent-worker] [MessageService] [MGSInteractor] Failed to get controlchannel token, error: CreateControlChannel failed with error: createControlChannel request failed: unexpected response from the service <AccessDeniedException>
        ${ssm} WARN [ssm-agent-worker] [MessageService] [MGSInteractor] Reach the retry limit 5 for receive messages. Error: websocket: close 1006 (abnormal closure): unexpected EOF
        """,
    ];

    private static readonly string[] s_klogLines =
    [
        "       1 warnings.go:70] would violate PodSecurity \"restricted:latest\": unrestricted capabilities (container \"connector-init\" must not include \"DAC_OVERRIDE\")",
        "       1 warnings.go:70] v1 ComponentStatus is deprecated in v1.19+",
    ];

    /// <summary>Adds the noise.</summary>
    /// <param name="scenario">The scenario of the situation.</param>
    /// <param name="namespace">The namespace of the connector.</param>
    /// <param name="seed">The seed for the selection of the noise.</param>
    /// <returns>The complete scenario, including the scenarios that it extends.</returns>
    public static async Task<string> AddAsync(string scenario, string @namespace, int seed)
    {
        DateTime now = DateTime.UtcNow;
        JsonObject whole = await ScenarioFile.ReadTextAsync(scenario, @namespace, now, CancellationToken.None);
        var random = new Random(seed);
        AddEvents(whole, @namespace, now);
        foreach (string section in (string[])["logs", "files"])
        {
            foreach (string key in (whole[section] as JsonObject ?? []).Select(entry => entry.Key).ToArray())
            {
                if ((string?)whole[section]![key] is { } text)
                {
                    whole[section]![key] = WithNoise(text, IsOfAgent(section, key), random);
                }
            }
        }

        return whole.ToJsonString();
    }

    private static bool? IsOfAgent(string section, string key) => section switch
    {
        "files" => key.Contains(Folder, StringComparison.Ordinal) ? true : null,
        _ => key.Contains("/connector-agent", StringComparison.Ordinal),
    };

    private static string WithNoise(string text, bool? isOfAgent, Random random)
    {
        if (isOfAgent is not { } isAgent)
        {
            return text;
        }

        var lines = new List<string>();
        if (isAgent && StartOfAgent().IsMatch(text))
        {
            lines.AddRange(s_earlierRuns[random.Next(s_earlierRuns.Length)].ReplaceLineEndings("\n").Split('\n'));
        }

        foreach (string line in text.Split('\n'))
        {
            // A line is inserted before an entry, with the same time, so that no entry is split and no time is added.
            Match header = isAgent ? AgentHeader().Match(line) : KlogHeader().Match(line);
            if (header.Success && random.Next(3) == 0)
            {
                string[] noise = !isAgent ? s_klogLines : line.Contains("[ssm-agent-worker]", StringComparison.Ordinal) ? s_workerLines : s_coreLines;
                string level = isAgent ? string.Empty : "W";
                lines.Add($"{header.Groups["prefix"].Value}{level}{header.Groups["time"].Value}{(isAgent ? " " : string.Empty)}{noise[random.Next(noise.Length)]}");
            }

            lines.Add(line);
        }

        return string.Join('\n', lines);
    }

    private static void AddEvents(JsonObject whole, string @namespace, DateTime now)
    {
        var events = (JsonArray)(whole["events"] ??= new JsonArray());
        Add("Pod/collector-0", 10, "kubelet", "Failed", "Failed to pull image \"registry.corp.example/collector:1\": rpc error: code = Unknown desc = failed to resolve reference: 403 Forbidden");
        Add("Pod/collector-0", 10, "kubelet", "BackOff", "Back-off restarting failed container collector in pod collector-0_edge(1f)");
        Add("StatefulSet/collector", 10, "statefulset-controller", "FailedCreate", "create Pod collector-1 in StatefulSet collector failed error: pods \"collector-1\" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=2, limited: pods=2");
        foreach ((string name, JsonNode? pod) in whole["pods"] as JsonObject ?? [])
        {
            if (!IsRunningWithoutRestarts(pod))
            {
                continue;
            }

            Add("StatefulSet/eks-connector", 330, "statefulset-controller", "FailedCreate", $"create Pod {name} in StatefulSet eks-connector failed error: Internal error occurred: failed calling webhook \"validate.kyverno.svc-fail\": context deadline exceeded");
            Add("StatefulSet/eks-connector", 325, "statefulset-controller", "SuccessfulCreate", $"create Pod {name} in StatefulSet eks-connector successful", "Normal");
            Add($"Pod/{name}", 324, "default-scheduler", "FailedScheduling", "0/3 nodes are available: 3 Insufficient cpu.");
            Add($"Pod/{name}", 323, "default-scheduler", "Scheduled", $"Successfully assigned {@namespace}/{name} to connector-test-node", "Normal");
            Add($"Pod/{name}", 322, "kubelet", "FailedMount", "MountVolume.SetUp failed for volume \"eks-agent-config\" : failed to sync configmap cache: timed out waiting for the condition");
            Add($"Pod/{name}", 321, "kubelet", "FailedCreatePodSandBox", "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox \"4a\": plugin type=\"calico\" failed (add): connection is unauthorized: Unauthorized");
            Add($"Pod/{name}", 320, "kubelet", "Failed", $"Failed to pull image \"{Image}\": dial tcp: lookup public.ecr.aws on 10.0.0.2:53: no such host", container: "connector-init");
            Add($"Pod/{name}", 310, "kubelet", "Pulled", $"Successfully pulled image \"{Image}\" in 2.1s", "Normal", "connector-init");
            Add($"Pod/{name}", 309, "kubelet", "Started", "Started container connector-init", "Normal", "connector-init");
        }

        void Add(string on, int secondsAgo, string from, string reason, string message, string type = "Warning", string? container = null)
        {
            var added = new JsonObject
            {
                ["on"] = on,
                ["at"] = now.AddSeconds(-secondsAgo).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["type"] = type,
                ["from"] = from,
                ["reason"] = reason,
                ["message"] = message,
            };
            if (container is not null)
            {
                added["container"] = container;
            }

            events.Add(added);
        }
    }

    // A Pod whose containers are all running and have not restarted.
    private static bool IsRunningWithoutRestarts(JsonNode? pod) =>
        pod?["status"]?["containerStatuses"] is JsonArray { Count: > 0 } containers
        && pod["metadata"]?["deletionTimestamp"] is null
        && containers.All(container => container!["state"]?["running"] is not null && ((int?)container["restartCount"] ?? 0) == 0);

    [GeneratedRegex(@"^(?<prefix>\s*(\[-?\w+\] )?)(?<time>\$\{ssm\}|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?) [A-Z]", RegexOptions.ExplicitCapture)]
    private static partial Regex AgentHeader();

    // The first line starts the agent, and has a time of its own, so that earlier lines do not change what follows.
    [GeneratedRegex(@"\A(\[-\w+\] |\d{4}-)[^\n]*(amazon-ssm-agent - v|Starting Core Agent)", RegexOptions.ExplicitCapture)]
    private static partial Regex StartOfAgent();

    [GeneratedRegex(@"^(?<prefix>\s*(\[-?\w+\] )?)[IWEF](?<time>\$\{klog\}|\d{4} \d\d:\d\d:\d\d\.\d+) ", RegexOptions.ExplicitCapture)]
    private static partial Regex KlogHeader();
}
