using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Endpoints;

/// <summary>
/// A temporary Pod with one container, whose command tests all endpoints and whose log is the output. It ends by itself, even if the
/// module does not delete it.
/// </summary>
/// <param name="image">The image.</param>
/// <param name="workload">The specification of the connector's Pods; null if the connector is not installed.</param>
/// <param name="stepTimeout">The time limit of each step of a test.</param>
internal sealed class EndpointPod(string image, PodSpec? workload, TimeSpan stepTimeout)
{
    /// <summary>The selector of all temporary Pods of the module.</summary>
    public const string Selector = $"{ConnectorNames.ManagedByLabel}={ImpersonationNames.Manager},{Label}=true";

    /// <summary>The name of the container.</summary>
    public const string ContainerName = "endpoint-test";

    // The image of connector-agent in the manifest.
    private const string DefaultImage = "public.ecr.aws/amazon-ssm-agent/amazon-ssm-agent:3.2.2303.0";
    private const string Label = "eksconnector.github.io/endpoint-test";
    private const string NamePrefix = "eksconnector-endpoint-test-";
    private const string UidRangeAnnotation = "openshift.io/sa.scc.uid-range";

    // Any user ID other than root's; images do not need to know it.
    private const int UserId = 65532;

    private readonly PodSpec? _workload = workload;

    /// <summary>The time in which the containers must start, including the download of the image.</summary>
    public static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    /// <summary>The image.</summary>
    public string Image => image;

    /// <summary>Whether the Pod sets its user ID. OpenShift assigns one to it, and rejects every other.</summary>
    public bool SetsUser { get; init; } = true;

    /// <summary>The proxy variables of the connector.</summary>
    public ProxyEnvironment Proxy { get; } = ProxyEnvironment.Read(workload);

    /// <summary>The time after which the kubelet ends the Pod.</summary>
    public TimeSpan Deadline => StartTimeout + EndpointScript.Limit(stepTimeout);

    /// <summary>Returns the image of the connector's agent.</summary>
    /// <param name="workload">The specification of the connector's Pods; null if the connector is not installed.</param>
    public static string ImageOf(PodSpec? workload) =>
        (workload?.Containers).OrEmpty().FirstOrDefault(container => container.Name == ConnectorNames.AgentContainer)?.Image ?? DefaultImage;

    /// <summary>Returns whether OpenShift assigns the user IDs in a namespace.</summary>
    /// <param name="namespace">The namespace.</param>
    public static bool AssignsUser(NamespaceObject? @namespace) => @namespace?.Metadata?.Annotations?.ContainsKey(UidRangeAnnotation) == true;

    /// <summary>Creates a name, which is random so that tests do not affect each other and a repeated request finds the same Pod.</summary>
    public static string NewName() => NamePrefix + Convert.ToHexString(RandomNumberGenerator.GetBytes(5)).ToLowerInvariant();

    /// <summary>Returns whether a Pod was created by this module for a test.</summary>
    /// <param name="pod">The Pod.</param>
    public static bool IsOwn(Pod pod) =>
        pod.Metadata is { Name: { } name, Uid: not null, Labels: { } labels }
        && name.StartsWith(NamePrefix, StringComparison.Ordinal)
        && labels.GetValueOrDefault(ConnectorNames.ManagedByLabel) == ImpersonationNames.Manager
        && labels.GetValueOrDefault(Label) == "true";

    /// <summary>Returns whether a Pod is left over from a test that was interrupted: its time limit has elapsed, and nothing has deleted it.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="now">The current time.</param>
    public static bool IsLeftover(Pod pod, DateTimeOffset now) =>
        IsOwn(pod)
        && pod.Metadata is { CreationTimestamp: { } created, DeletionTimestamp: null }
        && pod.Spec?.ActiveDeadlineSeconds is > 0 and < int.MaxValue and { } seconds
        && now - created > TimeSpan.FromSeconds(seconds);

    /// <summary>Creates the object.</summary>
    /// <param name="name">The name.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="node">The node on which it must run; null for any.</param>
    /// <param name="targets">The endpoints.</param>
    public ReadOnlyMemory<byte> ToJson(string name, string @namespace, string? node, IEnumerable<EndpointTarget> targets)
    {
        var spec = new JsonObject
        {
            ["restartPolicy"] = "Never",
            ["activeDeadlineSeconds"] = (long)Deadline.TotalSeconds,
            ["terminationGracePeriodSeconds"] = 1,
            ["automountServiceAccountToken"] = false,
            ["enableServiceLinks"] = false,
            ["securityContext"] = PodSecurity(),
            ["containers"] = new JsonArray(Container(targets)),
        };
        if (_workload?.ServiceAccountName is { Length: > 0 } account)
        {
            // The account can have image pull Secrets and admission rules. Its token is not mounted.
            spec["serviceAccountName"] = account;
        }

        if ((_workload?.ImagePullSecrets).OrEmpty() is { Count: > 0 } secrets)
        {
            spec["imagePullSecrets"] = new JsonArray([.. secrets.Select(secret => new JsonObject { ["name"] = secret.Name })]);
        }

        Connect(spec);
        Place(spec, node);
        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = @namespace,
                ["labels"] = new JsonObject { [ConnectorNames.ManagedByLabel] = ImpersonationNames.Manager, [Label] = "true" },
            },
            ["spec"] = spec,
        }.ToJsonString());
    }

    // The Pod must resolve names, and reach them, as the connector does.
    private void Connect(JsonObject spec)
    {
        if (_workload?.HostNetwork == true)
        {
            spec["hostNetwork"] = true;
        }

        if (_workload?.DnsPolicy is { Length: > 0 } policy)
        {
            spec["dnsPolicy"] = policy;
        }

        if (_workload?.DnsConfig is { } dns)
        {
            spec["dnsConfig"] = new JsonObject
            {
                ["nameservers"] = Texts(dns.Nameservers),
                ["searches"] = Texts(dns.Searches),
                ["options"] = new JsonArray([.. dns.Options.OrEmpty().Select(option => new JsonObject { ["name"] = option.Name, ["value"] = option.Value })]),
            };
        }

        if ((_workload?.HostAliases).OrEmpty() is { Count: > 0 } aliases)
        {
            spec["hostAliases"] = new JsonArray([.. aliases.Select(alias => new JsonObject { ["ip"] = alias.Ip, ["hostnames"] = Texts(alias.Hostnames) })]);
        }
    }

    private static JsonArray Texts(IReadOnlyList<string>? texts) => new([.. texts.OrEmpty().Select(text => JsonValue.Create(text))]);

    // A Pod for a given node tolerates all taints, and the scheduler still checks whether the node has room.
    private void Place(JsonObject spec, string? node)
    {
        if (node is not null)
        {
            spec["tolerations"] = new JsonArray(new JsonObject { ["operator"] = "Exists" });
            var field = new LabelSelectorRequirement("metadata.name", "In", [node]);
            spec["affinity"] = AffinityTo([new NodeSelectorTerm(null) { MatchFields = [field] }]);
            return;
        }

        spec["nodeSelector"] = _workload is null
            ? new JsonObject { ["kubernetes.io/os"] = "linux" }
            : new JsonObject((_workload.NodeSelector ?? new Dictionary<string, string>()).Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));
        spec["tolerations"] = new JsonArray([.. (_workload?.Tolerations).OrEmpty().Select(toleration => new JsonObject
        {
            ["key"] = toleration.Key,
            ["operator"] = toleration.Operator,
            ["value"] = toleration.Value,
            ["effect"] = toleration.Effect,
        })]);
        if ((_workload?.Affinity?.NodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution?.NodeSelectorTerms).OrEmpty() is { Count: > 0 } terms)
        {
            spec["affinity"] = AffinityTo(terms);
        }
    }

    private static JsonObject AffinityTo(IEnumerable<NodeSelectorTerm> terms) => new()
    {
        ["nodeAffinity"] = new JsonObject
        {
            ["requiredDuringSchedulingIgnoredDuringExecution"] = new JsonObject
            {
                ["nodeSelectorTerms"] = new JsonArray([.. terms.Select(term => new JsonObject
                {
                    ["matchExpressions"] = Requirements(term.MatchExpressions),
                    ["matchFields"] = Requirements(term.MatchFields),
                })]),
            },
        },
    };

    private static JsonArray Requirements(IReadOnlyList<LabelSelectorRequirement>? requirements) => new([.. requirements.OrEmpty().Select(requirement => new JsonObject
    {
        ["key"] = requirement.Key,
        ["operator"] = requirement.Operator,
        ["values"] = Texts(requirement.Values),
    })]);

    // Meets the Pod Security Standard "restricted".
    private JsonObject PodSecurity()
    {
        var security = new JsonObject { ["runAsNonRoot"] = true, ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" } };
        if (SetsUser)
        {
            security["runAsUser"] = UserId;
            security["runAsGroup"] = UserId;
        }

        return security;
    }

    // A namespace with a ResourceQuota can require limits.
    private JsonObject Container(IEnumerable<EndpointTarget> targets) => new()
    {
        ["name"] = ContainerName,
        ["image"] = image,
        ["command"] = new JsonArray([.. EndpointScript.TestAll(targets, stepTimeout).Select(word => JsonValue.Create(Escaped(word)))]),
        ["env"] = new JsonArray([.. Proxy.Variables.Select(variable => new JsonObject { ["name"] = variable.Name, ["value"] = variable.Value })]),
        ["resources"] = new JsonObject
        {
            ["requests"] = new JsonObject { ["cpu"] = "10m", ["memory"] = "32Mi" },
            ["limits"] = new JsonObject { ["cpu"] = "500m", ["memory"] = "128Mi" },
        },
        ["securityContext"] = new JsonObject
        {
            ["allowPrivilegeEscalation"] = false,
            ["readOnlyRootFilesystem"] = true,
            ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") },
        },
    };

    // Kubernetes replaces $(NAME) in commands, and $$ with $. Values are those of another Pod, where it does the same.
    private static string Escaped(string text) => text.Replace("$", "$$", StringComparison.Ordinal);
}
