using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using EksConnector.FakeCluster;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Endpoints;

/// <summary>
/// Connectors in a real cluster whose agents have curl, and whose endpoints are on the address of the node on the bridge to its Pods,
/// directly or through an HTTP proxy.
/// </summary>
/// <param name="cluster">The real cluster.</param>
public sealed class BridgeCluster(RealTestCluster cluster) : IDisposable
{
    /// <summary>The port of the HTTP proxy.</summary>
    public const int ProxyPort = 3128;

    private static readonly string[] s_hosts = ["ssm.us-west-2.amazonaws.com", "ssmmessages.us-west-2.amazonaws.com", "vpce.test"];

    private readonly CertificateAuthority _authority = new("Endpoint test");
    private readonly CertificateAuthority _inspection = new("Corporate TLS inspection");
    private readonly Dictionary<bool, Task<string>> _namespaces = [];
    private string? _address;
    private string? _image;

    public string KubeConfigPath => cluster.KubeConfigPath;

    /// <summary>The address of the node, on which the endpoints are.</summary>
    public string Address => _address!;

    /// <summary>The image of the agents, which has curl and trusts the endpoints.</summary>
    public string Image => _image!;

    public Task<byte[]> KubectlAsync(params string[] arguments) => cluster.KubectlAsync(arguments);

    public Task<byte[]> KubectlAsync(ReadOnlyMemory<byte> input, params string[] arguments) => cluster.KubectlAsync(input, arguments);

    /// <summary>Returns the namespace of a connector, which is installed for the first test.</summary>
    /// <param name="usesProxy">Whether the agent uses the HTTP proxy.</param>
    public Task<string> EnterAsync(bool usesProxy)
    {
        if (!_namespaces.TryGetValue(usesProxy, out Task<string>? entered))
        {
            _namespaces[usesProxy] = entered = InstallAsync(usesProxy);
        }

        return entered;
    }

    /// <summary>Starts a server on the bridge; null if nothing is to listen.</summary>
    /// <param name="port">The port.</param>
    /// <param name="behavior">The behavior.</param>
    internal BridgeServer? Start(int port, BridgeBehavior behavior)
    {
        X509Certificate2 certificate = behavior switch
        {
            BridgeBehavior.IsIntercepted => _inspection.CreateServerFor(s_hosts),
            BridgeBehavior.HasAnotherName => _authority.CreateServerForWrongName(),
            _ => _authority.CreateServerFor(s_hosts),
        };
        return behavior == BridgeBehavior.IsAbsent ? null : new BridgeServer(new IPEndPoint(IPAddress.Parse(Address), port), behavior, certificate);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _inspection.Dispose();
    }

    private async Task<string> InstallAsync(bool usesProxy)
    {
        string @namespace = await cluster.EnterOwnAsync("scaled-to-zero", usesProxy ? "endpoint-proxy" : "endpoint");
        _address ??= Encoding.UTF8.GetString(await KubectlAsync("get", "nodes", "-o", "jsonpath={.items[0].status.addresses[?(@.type==\"InternalIP\")].address}"));
        Skip.IfNot(
            NetworkInterface.GetAllNetworkInterfaces().SelectMany(network => network.GetIPProperties().UnicastAddresses).Any(own => $"{own.Address}" == _address),
            "The node of the cluster does not run on this machine.");
        _image ??= await EndpointImage.PublishAsync(_authority.Pem);

        const string Spec = "/spec/template/spec";
        var patch = new JsonArray(
            Operation("replace", "/spec/replicas", 1),
            Operation("add", $"{Spec}/hostAliases", new JsonArray(new JsonObject
            {
                ["ip"] = _address,
                ["hostnames"] = new JsonArray([.. s_hosts.Select(host => JsonValue.Create(host))]),
            })),
            Operation("add", $"{Spec}/dnsConfig", new JsonObject
            {
                // The cluster has no name server, so a name that the hosts file does not have is not found after the timeout.
                ["options"] = new JsonArray(Option("timeout", "1"), Option("attempts", "1")),
            }),
            Operation("add", $"{Spec}/initContainers/0/args/-", $"--agent.endpoint=https://{s_hosts[2]}"),
            Operation("replace", $"{Spec}/containers/0/image", _image));
        if (usesProxy)
        {
            patch.Add(Operation("add", $"{Spec}/containers/0/env/-", new JsonObject
            {
                ["name"] = "HTTPS_PROXY",
                ["value"] = string.Create(CultureInfo.InvariantCulture, $"http://{_address}:{ProxyPort}"),
            }));
        }

        await KubectlAsync("-n", @namespace, "patch", "statefulset", "eks-connector", "--type", "json", "-p", patch.ToJsonString());
        await KubectlAsync("-n", @namespace, "rollout", "status", "statefulset/eks-connector", "--timeout=120s");
        return @namespace;
    }

    private static JsonObject Option(string name, string value) => new() { ["name"] = name, ["value"] = value };

    private static JsonObject Operation(string operation, string path, JsonNode value) => new() { ["op"] = operation, ["path"] = path, ["value"] = value };
}
