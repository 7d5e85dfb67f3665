using System.Text.Json.Nodes;
using EksConnector.Core.Endpoints;
using EksConnector.FakeCluster;

namespace EksConnector.Tests.FakeCluster;

/// <summary>Each rule of the Pod Security Standard "restricted", against the temporary Pod of an endpoint test.</summary>
public sealed class PodSecurityTests
{
    // https://kubernetes.io/docs/concepts/security/pod-security-standards/: a change that violates the rule, in the order of the page.
    public static TheoryData<string, string, string> Rules => new()
    {
        { "hostProcess", "securityContext/windowsOptions", """{"hostProcess":true}""" },
        { "host namespaces", "hostNetwork", "true" },
        { "host namespaces", "hostPID", "true" },
        { "host namespaces", "hostIPC", "true" },
        { "privileged", "containers/0/securityContext/privileged", "true" },
        { "unrestricted capabilities", "containers/0/securityContext/capabilities/add", """["SYS_ADMIN"]""" },
        { "restricted volume types", "volumes", """[{"name":"x","hostPath":{"path":"/"}}]""" },
        { "restricted volume types", "volumes", """[{"name":"x","nfs":{"server":"x","path":"/"}}]""" },
        { "hostPort", "containers/0/ports", """[{"containerPort":80,"hostPort":80}]""" },
        { "appArmorProfile", "securityContext/appArmorProfile", """{"type":"Unconfined"}""" },
        { "seLinuxOptions", "securityContext/seLinuxOptions", """{"type":"spc_t"}""" },
        { "seLinuxOptions", "containers/0/securityContext/seLinuxOptions", """{"user":"system_u"}""" },
        { "procMount", "containers/0/securityContext/procMount", "\"Unmasked\"" },
        { "seccompProfile", "securityContext/seccompProfile", """{"type":"Unconfined"}""" },
        { "seccompProfile", "securityContext/seccompProfile", "null" },
        { "forbidden sysctls", "securityContext/sysctls", """[{"name":"kernel.msgmax","value":"1"}]""" },
        { "allowPrivilegeEscalation != false", "containers/0/securityContext/allowPrivilegeEscalation", "null" },
        { "runAsNonRoot != true", "securityContext/runAsNonRoot", "null" },
        { "runAsNonRoot != true", "containers/0/securityContext/runAsNonRoot", "false" },
        { "runAsUser=0", "containers/0/securityContext/runAsUser", "0" },
        { "unrestricted capabilities", "containers/0/securityContext/capabilities", "null" },
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_temporary_Pod_meets_the_standard(bool setsUser) => PodSecurity.Violations(Pod(setsUser)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_Pod_that_breaks_a_rule_is_rejected(string rule, string path, string value)
    {
        JsonObject pod = Pod(setsUser: true);
        string[] parts = path.Split('/');
        JsonNode parent = parts[..^1].Aggregate(pod["spec"]!, (node, part) => int.TryParse(part, out int index) ? node[index]! : node[part]!);
        parent[parts[^1]] = JsonNode.Parse(value);

        PodSecurity.Violations(pod).ShouldBe([rule]);
    }

    private static JsonObject Pod(bool setsUser) => JsonNode.Parse(
        new EndpointPod("registry.test/curl:8", workload: null, TimeSpan.FromSeconds(10)) { SetsUser = setsUser }
            .ToJson("eksconnector-endpoint-test-0123456789", "eks-connector", node: null, EndpointTarget.Of("us-west-2", endpoint: null)).Span)!.AsObject();
}
