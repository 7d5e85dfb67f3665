using System.Text.Json.Nodes;

namespace EksConnector.Benchmarks;

/// <summary>
/// A grant with its proof beside the kubectl commands that it stands for, and many of them in one call beside the bare calls of the API.
/// </summary>
internal static class GrantBenchmark
{
    private const double OneBound = 0.6;
    private const double ManyBound = 3;

    private const string Prefix = "eks-connector-benchmark-";
    private const string Role = "arn:aws:iam::111122223333:role/";

    // The two that the rows are about, and those of many, must not stand in each other's way.
    private const string Theirs = Role + Prefix + "kubectl";
    private const string Ours = Role + Prefix + "module";

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var setting = new Setting(arguments);
        int arns = arguments.Number("arns", 500);
        string folder = Directory.CreateTempSubdirectory(Prefix).FullName;
        var bounds = new Bounds();
        Load.Print("begin");
        try
        {
            string objects = Path.Combine(folder, "objects.json");
            await File.WriteAllTextAsync(objects, ObjectsOf(setting.Namespace).ToJsonString());
            using Race race = await Race.StartAsync(setting.Module, setting.Environment);
            using RawApi api = await RawApi.ConnectAsync(setting.Kubectl);
            try
            {
                AddOne(race, setting, objects);
                if (arns > 0)
                {
                    AddMany(race, setting, api, arns);
                }

                await race.RunAsync(setting.Runs);
            }
            finally
            {
                await setting.Kubectl.RunAsync("delete", "-f", objects, "--ignore-not-found");
            }

            Load.Print("end");
            race.Report($"Grants, medians of {setting.Runs} interleaved runs", bounds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return bounds.Finish();
    }

    private static void AddOne(Race race, Setting setting, string objects)
    {
        race.Add("`kubectl apply` and two `kubectl auth can-i`", async () =>
        {
            await setting.Kubectl.RunAsync("delete", "-f", objects, "--ignore-not-found");

            // The authorizer hears of a new role a moment later.
            return (await setting.Kubectl.ShellAsync(
                $"""
                set -e
                kubectl apply -f "$0"
                until kubectl auth can-i impersonate users/{Theirs} --as system:serviceaccount:{setting.Namespace}:eks-connector; do :; done
                until kubectl auth can-i list nodes --as {Theirs}; do :; done
                """,
                objects)).Taken;
        })
        .Beside(New(
            "a grant with its proof",
            $"Grant-EksConnectorImpersonation -Namespace {setting.Namespace} -PrincipalArn {Ours} -Access ConsoleAllNamespaces",
            "Where-Object CanRead",
            $"Revoke-EksConnectorImpersonation -Namespace {setting.Namespace} -PrincipalArn {Ours} | Out-Null",
            setting.Warm,
            1,
            OneBound));
    }

    private static void AddMany(Race race, Setting setting, RawApi api, int arns) =>
        race.Add($"{arns} times the calls of the API: two objects, one question, eight principals at a time", async () =>
        {
            Measurement taken = await api.GrantAsync(setting.Namespace, Role + Prefix + "api-", Prefix, arns);
            await api.RevokeAsync(Prefix, arns);
            return taken;
        }, "the bare calls")
        .Beside(New(
            $"{arns} grants in one call",
            $"$arns | Grant-EksConnectorImpersonation -Namespace {setting.Namespace}",
            "Where-Object Changed",
            $"$arns | Revoke-EksConnectorImpersonation -Namespace {setting.Namespace} | Out-Null",
            $"$arns = 1..{arns} | ForEach-Object {{ '{Ours}-{{0}}' -f $_ }}; {setting.Warm}",
            arns,
            ManyBound));

    private static Entrant New(string what, string pipeline, string filter, string revoke, string before, int count, double bound) => new()
    {
        What = what,
        Pipeline = pipeline,
        Before = before,
        After = revoke,
        Check = $"{before}; $count = @({pipeline} | Where-Object CanImpersonate | {filter}).Count; {revoke}; $count",
        Least = count,
        Most = count,
        Bound = bound,
    };

    // What the templates of the user guide say, with names of their own.
    private static JsonObject ObjectsOf(string @namespace) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "List",
        ["items"] = new JsonArray(
            RbacObjects.Impersonator(Prefix + "kubectl", Theirs),
            RbacObjects.ImpersonatorBinding(Prefix + "kubectl", @namespace),
            RbacObjects.ClusterRole(Prefix + "read", new JsonArray(
                Rule(string.Empty, "nodes", "namespaces", "pods", "events"),
                Rule("apps", "deployments", "daemonsets", "statefulsets", "replicasets"),
                Rule("batch", "jobs"))),
            RbacObjects.ClusterRoleBinding(Prefix + "read", new JsonObject
            {
                ["apiGroup"] = RbacObjects.Group,
                ["kind"] = "User",
                ["name"] = Theirs,
            })),
    };

    private static JsonObject Rule(string group, params string[] resources) => new()
    {
        ["apiGroups"] = new JsonArray(group),
        ["resources"] = new JsonArray([.. resources.Select(resource => (JsonNode)resource)]),
        ["verbs"] = new JsonArray("get", "list"),
    };
}
