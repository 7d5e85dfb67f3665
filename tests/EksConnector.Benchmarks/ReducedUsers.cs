using System.Text.Json.Nodes;

namespace EksConnector.Benchmarks;

/// <summary>
/// Users with few permissions, so that the module must use its later sources: kubeconfigs that impersonate them, and the roles that grant
/// their permissions. The user of the original kubeconfig must be an administrator.
/// </summary>
internal sealed class ReducedUsers : IAsyncDisposable
{
    private const string Prefix = "eks-connector-benchmark-";

    private readonly Kubectl _kubectl;
    private readonly string _folder;
    private readonly List<(string Namespace, string Name)> _roles = [];

    public ReducedUsers(Kubectl kubectl)
    {
        _kubectl = kubectl;

        // The folder is private, because a kubeconfig contains keys.
        _folder = Directory.CreateTempSubdirectory(Prefix).FullName;
    }

    /// <summary>Creates a user who can read the Pods and the StatefulSet of the connector in a namespace, and one other resource.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="name">The name of the user.</param>
    /// <param name="resource">The other resource.</param>
    /// <param name="verbs">The verbs for the other resource.</param>
    /// <returns>The path of the kubeconfig.</returns>
    public async Task<string> AddAsync(string @namespace, string name, string resource, params string[] verbs)
    {
        string user = Prefix + name;
        var rules = new JsonArray(
            Rule(string.Empty, "pods", "get", "list"),
            Rule("apps", "statefulsets", "get", "list"),
            Rule(string.Empty, resource, verbs));
        var objects = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "List",
            ["items"] = new JsonArray(
                new JsonObject
                {
                    ["apiVersion"] = RbacObjects.Group + "/v1",
                    ["kind"] = "Role",
                    ["metadata"] = new JsonObject { ["name"] = user, ["namespace"] = @namespace },
                    ["rules"] = rules,
                },
                new JsonObject
                {
                    ["apiVersion"] = RbacObjects.Group + "/v1",
                    ["kind"] = "RoleBinding",
                    ["metadata"] = new JsonObject { ["name"] = user, ["namespace"] = @namespace },
                    ["roleRef"] = new JsonObject { ["apiGroup"] = RbacObjects.Group, ["kind"] = "Role", ["name"] = user },
                    ["subjects"] = new JsonArray(
                        new JsonObject { ["apiGroup"] = RbacObjects.Group, ["kind"] = "User", ["name"] = user }),
                }),
        };
        string file = Path.Combine(_folder, name + ".objects.json");
        await File.WriteAllTextAsync(file, objects.ToJsonString());
        _roles.Add((@namespace, user));
        await _kubectl.RunAsync("apply", "-f", file);

        JsonNode config = JsonNode.Parse(await _kubectl.ReadAsync("config", "view", "--raw", "--minify", "--flatten", "-o", "json"))!;
        config["users"]![0]!["user"]!["as"] = user;
        file = Path.Combine(_folder, name + ".kubeconfig");
        await File.WriteAllTextAsync(file, config.ToJsonString());
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            foreach ((string @namespace, string name) in _roles)
            {
                await _kubectl.RunAsync("delete", "role,rolebinding", name, "-n", @namespace, "--ignore-not-found");
            }
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static JsonObject Rule(string group, string resource, params string[] verbs) => new()
    {
        ["apiGroups"] = new JsonArray(group),
        ["resources"] = new JsonArray(resource),
        ["verbs"] = new JsonArray([.. verbs.Select(verb => (JsonNode)verb)]),
    };
}
