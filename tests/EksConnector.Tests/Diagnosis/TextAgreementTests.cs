using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Bundle;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Reading;
using EksConnector.Core.Diagnosis.Rules;
using EksConnector.Core.Findings;
using EksConnector.Core.Findings.Resolving;
using EksConnector.Tests.Diagnosis.Grid;
using EksConnector.Tests.Findings;
using EksConnector.Tests.Logs;

namespace EksConnector.Tests.Diagnosis;

/// <summary>
/// The diagnosis of a cluster and Resolve-EksConnectorError name the same root cause for a text that is found in an event, in the status of a
/// container, or in a log of the connector.
/// </summary>
public sealed partial class TextAgreementTests
{
    private const string Image = "public.ecr.aws/eks-connector/eks-connector:0.0.11";

    private static readonly string s_healthy = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Diagnosis", "Grid", "healthy.json"));

    private static readonly string[] s_refused =
    [
        FindingCodes.PodSecurityDenied, FindingCodes.PodQuotaExceeded, FindingCodes.AdmissionDenied, FindingCodes.ServiceAccountMissing,
        FindingCodes.NamespaceTerminating, FindingCodes.PodNotCreated,
    ];

    private static readonly string[] s_unscheduled = [FindingCodes.PodUntolerated, FindingCodes.PodLacksResources, FindingCodes.PodUnschedulable];

    private static readonly string[] s_container =
    [
        FindingCodes.ContainerNotCreated, FindingCodes.RunAsNonRootViolated, FindingCodes.SecurityProfileMissing, FindingCodes.InotifyLimitReached,
    ];

    private static readonly string[] s_images =
    [
        FindingCodes.ImagePullUnauthorized, FindingCodes.ImagePullForbidden, FindingCodes.ImageNotFound, FindingCodes.ImageNameInvalid,
        FindingCodes.ImagePullRateLimited, FindingCodes.RegistryDnsFailed, FindingCodes.RegistryUnreachable, FindingCodes.RegistryTlsFailed,
        FindingCodes.RegistryServerError, FindingCodes.RegistryAnswerInvalid, FindingCodes.ImageSignatureRejected, FindingCodes.NodeDiskFull,
        FindingCodes.NodeClockSkew, FindingCodes.ImagePullFailed, FindingCodes.ArchitectureMismatch,
    ];

    [Fact]
    public void Events_and_container_states_mean_the_same_in_both()
    {
        (string Name, string Code, string Message)[] texts = [.. Events()];
        texts.Length.ShouldBeGreaterThan(100);
        Disagreements(texts, text => OfEvent(text.Code, text.Message)).ShouldBeEmpty();
    }

    [Fact]
    public void Lines_of_connector_agent_mean_the_same_in_both()
    {
        (string Name, string Code, string Message)[] texts = [.. Logs(TextOrigin.Agent)];
        texts.Length.ShouldBeGreaterThan(60);
        Disagreements(texts, text => OfAgent(text.Message)).ShouldBeEmpty();
    }

    [Fact]
    public void Lines_of_connector_init_mean_the_same_in_both()
    {
        (string Name, string Code, string Message)[] texts = [.. Logs(TextOrigin.Init)];
        texts.Length.ShouldBeGreaterThan(60);
        Disagreements(texts, text => OfInit(text.Message)).ShouldBeEmpty();
    }

    [Fact]
    public void Lines_of_connector_proxy_mean_the_same_in_both()
    {
        (string Name, string Code, string Message)[] texts = [.. Logs(TextOrigin.Proxy)];
        texts.Length.ShouldBeGreaterThan(20);
        Disagreements(texts, text => OfProxy(text.Message)).ShouldBeEmpty();
    }

    private static string[] Disagreements((string Name, string Code, string Message)[] texts, Func<(string Name, string Code, string Message), DiagnosisSnapshot> read) =>
    [
        .. from text in texts
           let assessment = DiagnosisRules.Evaluate(read(text))
           where !Agrees(text.Code, assessment)
           select $"{text.Name}: resolved as {text.Code}, diagnosed as {assessment.Root?.Code}",
    ];

    private static bool Agrees(string code, Assessment assessment) => assessment.Root?.Code switch
    {
        // A throttled request is sent again, so the diagnosis ignores it; what it prevents is a finding of its own.
        null => code == FindingCodes.SsmThrottled
            || assessment.Observations.Any(seen => seen.Code == code && seen.Result is DiagnosisWords.Failed or DiagnosisWords.Warned),

        // The diagnosis also knows that no connection followed.
        FindingCodes.AgentNotConnected => code is FindingCodes.AgentNotConnected or FindingCodes.ConnectionUnstable,
        var root => root == code,
    };

    // Each text that is one event; the columns before the message are removed.
    private static IEnumerable<(string Name, string Code, string Message)> Events() =>
        from row in ErrorResolverTests.Rows()
        where row.Codes.Length == 1 && !row.Text.Contains('\n', StringComparison.Ordinal)
        where s_refused.Contains(row.Codes[0]) || s_unscheduled.Contains(row.Codes[0]) || s_container.Contains(row.Codes[0]) || s_images.Contains(row.Codes[0])
            || row.Codes[0] is FindingCodes.PodNetworkFailed or FindingCodes.SandboxImagePullFailed or FindingCodes.VolumeNotMounted
        let columns = Columns().Match(row.Text)
        where columns.Success
        select (row.Name, row.Codes[0], row.Text[columns.Length..]);

    private static IEnumerable<(string Name, string Code, string Message)> Logs(TextOrigin origin) =>
        from row in ErrorResolverTests.Rows()
        let lines = row.Text.Split('\n')
        where Header().IsMatch(row.Text)
        let findings = ErrorResolver.Resolve(row.Text)
        where findings.Count > 0
        let root = findings[0].Code
        where Array.TrueForAll(lines, line => LineOrigin.Of(line, afterStack: false) is var of && (of.Origin == origin || (of.Origin == TextOrigin.Unknown && line != lines[0])))
        select (row.Name, root, row.Text);

    private static DiagnosisSnapshot OfEvent(string code, string message)
    {
        JsonNode facts = JsonNode.Parse(s_healthy)!;
        const string at = "2026-11-27T11:59:00+00:00";
        if (s_refused.Contains(code))
        {
            Facts.Change(facts, "workload", new JsonObject
            {
                ["missingPods"] = new JsonArray("eks-connector-1"),
                ["events"] = new JsonArray(new JsonObject { ["reason"] = "FailedCreate", ["message"] = message, ["isWarning"] = true, ["lastSeen"] = at }),
            });
            return Of(facts);
        }

        Facts.Change(facts, "cluster.pods.0", new JsonObject { ["isReady"] = false, ["phase"] = "Pending" });
        for (int container = 0; container < 3; container++)
        {
            Facts.Change(facts, $"cluster.pods.0.containers.{container}", new JsonObject { ["isReady"] = false, ["ended"] = null, ["runningSince"] = null });
        }

        if (s_unscheduled.Contains(code))
        {
            Facts.Change(facts, "cluster.pods.0", new JsonObject { ["node"] = null, ["unschedulable"] = message });
        }
        else if (message.Contains("sandbox", StringComparison.OrdinalIgnoreCase) || code is FindingCodes.PodNetworkFailed or FindingCodes.VolumeNotMounted)
        {
            string reason = code == FindingCodes.VolumeNotMounted ? "FailedMount" : "FailedCreatePodSandBox";
            Facts.Change(facts, "cluster.pods.0.warnings", new JsonArray(new JsonObject { ["reason"] = reason, ["message"] = message, ["isWarning"] = true, ["lastSeen"] = at }));
        }
        else
        {
            string reason = s_container.Contains(code) ? "CreateContainerError" : "ErrImagePull";
            Facts.Change(facts, "cluster.pods.0.containers.0", new JsonObject { ["image"] = Image, ["waitingReason"] = reason, ["waitingMessage"] = message });
        }

        return Of(facts);
    }

    private static DiagnosisSnapshot OfAgent(string text)
    {
        JsonNode facts = JsonNode.Parse(s_healthy)!;
        DiagnosisSnapshot snapshot = Of(facts);
        AgentFacts agent = snapshot.Connection.Agents[0];
        LogEntry[] entries = LogText.Entries(text + "\n");
        AgentFacts read = AgentLogParser.Parse(new AgentFacts { Pod = agent.Pod, Run = agent.Run }, entries);
        return snapshot with { Aws = null, Connection = snapshot.Connection with { Agents = [read, .. snapshot.Connection.Agents.Skip(1)] } };
    }

    private static DiagnosisSnapshot OfProxy(string text)
    {
        DiagnosisSnapshot snapshot = Of(JsonNode.Parse(s_healthy)!);
        ProxyFacts proxy = snapshot.Connection.Proxies[0];
        bool isFatal = text.StartsWith('F');
        ProxyFacts read = ProxyLogParser.Parse(
            new ProxyFacts { Pod = proxy.Pod, Run = isFatal ? proxy.Run with { IsRunning = false, IsFailing = true } : proxy.Run }, LogText.Entries(text + "\n"));
        return snapshot with { Aws = null, Connection = snapshot.Connection with { Proxies = [read, .. snapshot.Connection.Proxies.Skip(1)] } };
    }

    private static DiagnosisSnapshot OfInit(string text)
    {
        JsonNode facts = JsonNode.Parse(s_healthy)!;
        Facts.Change(facts, "cluster.pods.0", new JsonObject { ["isReady"] = false, ["isInitDone"] = false, ["initExitCode"] = 255 });
        Facts.Change(facts, "aws", null);
        InitLog log = InitLogParser.Parse(text.Split('\n'));
        Facts.Change(facts, "cluster.pods.0.log", new JsonObject { ["fatal"] = log.Fatal, ["code"] = log.Code });
        return Of(facts);
    }

    private static DiagnosisSnapshot Of(JsonNode facts) => facts.Deserialize(BundleJson.Snapshot)!;

    // The header of connector-init, connector-proxy, or connector-agent, without a prefix.
    [GeneratedRegex(@"\A(?:[IWEF][0-9]{4} |[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{8,13} (?:INFO|WARN|ERROR) )", RegexOptions.CultureInvariant)]
    private static partial Regex Header();

    // The type, the reason, the age, and the source of an event.
    [GeneratedRegex(@"\A(?:Warning {2,}[A-Z][A-Za-z]+ {2,}[0-9a-z]+(?: \([^)]*\))? {2,}[a-z-]+(?:, [a-z0-9-]+)? {2,}|(?=Failed to pull image|create Pod|[0-9]+/[0-9]+ nodes|Error: failed to create|MountVolume|Failed to create pod sandbox))", RegexOptions.CultureInvariant)]
    private static partial Regex Columns();
}
