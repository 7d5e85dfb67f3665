using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>
/// The admission controller PodSecurity with the Pod Security Standard "restricted": each rule of the published list, those of "baseline"
/// included, in namespaces with the label <c>pod-security.kubernetes.io/enforce=restricted</c>.
/// </summary>
public static class PodSecurity
{
    /// <summary>The label of a namespace in which the standard is enforced.</summary>
    public const string EnforceLabel = "pod-security.kubernetes.io/enforce";

    private const string AppArmorAnnotation = "container.apparmor.security.beta.kubernetes.io/";

    private static readonly string[] s_volumes = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    private static readonly string[] s_sysctls =
    [
        "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range",
        "net.ipv4.ip_local_reserved_ports", "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes",
    ];

    /// <summary>Rejects a Pod that violates the standard of its namespace.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="namespace">The namespace.</param>
    public static void Ensure(JsonObject pod, JsonObject @namespace)
    {
        if ((string?)@namespace["metadata"]?["labels"]?[EnforceLabel] == "restricted" && Violations(pod) is { Count: > 0 } violations)
        {
            throw new ApiError(
                403, "Forbidden", $"pods \"{pod["metadata"]!["name"]}\" is forbidden: violates PodSecurity \"restricted:latest\": {string.Join(", ", violations)}");
        }
    }

    /// <summary>Lists the rules of the standard that a Pod violates.</summary>
    /// <param name="pod">The Pod.</param>
    public static IReadOnlyList<string> Violations(JsonObject pod)
    {
        JsonNode spec = pod["spec"]!;
        JsonNode? of = spec["securityContext"];
        JsonNode[] containers =
        [
            .. ((string[])["initContainers", "containers", "ephemeralContainers"]).SelectMany(list => spec[list] as JsonArray ?? []).Select(container => container!),
        ];
        JsonNode?[] contexts = [.. containers.Select(container => container["securityContext"])];
        JsonNode?[] all = [of, .. contexts];
        (string Rule, bool IsViolated)[] rules =
        [
            ("hostProcess", all.Any(context => IsTrue(context?["windowsOptions"]?["hostProcess"]))),
            ("host namespaces", IsTrue(spec["hostNetwork"]) || IsTrue(spec["hostPID"]) || IsTrue(spec["hostIPC"])),
            ("privileged", contexts.Any(context => IsTrue(context?["privileged"]))),
            ("hostPort", containers.SelectMany(container => Items(container["ports"])).Any(port => (int?)port["hostPort"] is not (null or 0))),
            ("appArmorProfile", all.Any(context => (string?)context?["appArmorProfile"]?["type"] is not (null or "RuntimeDefault" or "Localhost"))
                || (pod["metadata"]?["annotations"] as JsonObject ?? []).Any(annotation => annotation.Key.StartsWith(AppArmorAnnotation, StringComparison.Ordinal)
                    && (string?)annotation.Value is var profile && profile != "runtime/default" && profile?.StartsWith("localhost/", StringComparison.Ordinal) != true)),
            ("seLinuxOptions", all.Any(context => context?["seLinuxOptions"] is { } options
                && ((string?)options["type"] is not (null or "" or "container_t" or "container_init_t" or "container_kvm_t" or "container_engine_t")
                    || options["user"] is not null || options["role"] is not null))),
            ("procMount", contexts.Any(context => (string?)context?["procMount"] is not (null or "Default"))),
            ("forbidden sysctls", Items(of?["sysctls"]).Any(sysctl => !s_sysctls.Contains((string?)sysctl["name"], StringComparer.Ordinal))),
            ("restricted volume types", Items(spec["volumes"]).Any(volume => !volume.AsObject().Any(field => s_volumes.Contains(field.Key, StringComparer.Ordinal)))),
            ("allowPrivilegeEscalation != false", contexts.Any(context => (bool?)context?["allowPrivilegeEscalation"] != false)),
            ("unrestricted capabilities", contexts.Any(context => !Texts(context?["capabilities"]?["drop"]).Contains("ALL", StringComparer.Ordinal)
                || Texts(context?["capabilities"]?["add"]).Any(added => added != "NET_BIND_SERVICE"))),
            ("runAsNonRoot != true", contexts.Any(context => (bool?)(context?["runAsNonRoot"] ?? of?["runAsNonRoot"]) != true)),
            ("runAsUser=0", all.Any(context => (long?)context?["runAsUser"] == 0)),
            ("seccompProfile", contexts.Any(context => (string?)(context?["seccompProfile"] ?? of?["seccompProfile"])?["type"] is not ("RuntimeDefault" or "Localhost"))),
        ];
        return [.. rules.Where(rule => rule.IsViolated).Select(rule => rule.Rule)];
    }

    private static bool IsTrue(JsonNode? value) => (bool?)value == true;

    private static IEnumerable<JsonNode> Items(JsonNode? list) => (list as JsonArray ?? []).Select(item => item!);

    private static IEnumerable<string> Texts(JsonNode? list) => Items(list).Select(item => (string)item!);
}
