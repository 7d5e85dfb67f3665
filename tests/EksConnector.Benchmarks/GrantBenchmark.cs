using System.Text.Json.Nodes;

namespace EksConnector.Benchmarks;

/// <summary>
/// Compares a grant, including its verification, with the equivalent kubectl commands, and many grants in one call with plain API calls.
/// </summary>
internal static class GrantBenchmark
{
    private const double OneBound = 0.6;
    private const double ManyBound = 3;

    private const string Prefix = "eks-connector-benchmark-";
    private const string Role = "arn:aws:iam::111122223333:role/";

    // Each baseline and the module use different principals, so that they do not affect each other.
    private const string KubectlPrincipal = Role + Prefix + "kubectl";
    private const string ModulePrincipal = Role + Prefix + "module";

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var setting = new Setting(arguments);
        int arns = arguments.Number("arns", 500);
        string folder = Directory.CreateTempSubdirectory(Prefix).FullName;
        var bounds = new Bounds();
        Load.Print("start");
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

        return bounds.PrintAndGetExitCode();
    }

    private static void AddOne(Race race, Setting setting, string objects)
    {
        race.Add("`kubectl apply` and two `kubectl auth can-i`", async () =>
        {
            await setting.Kubectl.RunAsync("delete", "-f", objects, "--ignore-not-found");

            // The authorizer sees a new role with a delay.
            return (await setting.Kubectl.ShellAsync(
                $"""
                set -e
                kubectl apply -f "$0"
                until kubectl auth can-i impersonate users/{KubectlPrincipal} --as system:serviceaccount:{setting.Namespace}:eks-connector; do :; done
                until kubectl auth can-i list nodes --as {KubectlPrincipal}; do :; done
                """,
                objects)).Measurement;
        })
        .CompareWith(New(
            "a grant with its verification",
            $"Grant-EksConnectorImpersonation -Namespace {setting.Namespace} -PrincipalArn {ModulePrincipal} -Access ConsoleAllNamespaces",
            "Where-Object CanRead",
            $"Revoke-EksConnectorImpersonation -Namespace {setting.Namespace} -PrincipalArn {ModulePrincipal} | Out-Null",
            setting.Warm,
            1,
            OneBound));
    }

    private static void AddMany(Race race, Setting setting, RawApi api, int arns) =>
        race.Add($"{arns} times the API calls: two objects and an access review, eight principals in parallel", async () =>
        {
            Measurement taken = await api.GrantAsync(setting.Namespace, Role + Prefix + "api-", Prefix, arns);
            await api.RevokeAsync(Prefix, arns);
            return taken;
        }, "plain API calls")
        .CompareWith(New(
            $"{arns} grants in one call",
            $"$arns | Grant-EksConnectorImpersonation -Namespace {setting.Namespace}",
            "Where-Object Changed",
            $"$arns | Revoke-EksConnectorImpersonation -Namespace {setting.Namespace} | Out-Null",
            $"$arns = 1..{arns} | ForEach-Object {{ '{ModulePrincipal}-{{0}}' -f $_ }}; {setting.Warm}",
            arns,
            ManyBound));

    private static Entrant New(string what, string pipeline, string filter, string revoke, string before, int count, double bound) => new()
    {
        Name = what,
        Pipeline = pipeline,
        Setup = before,
        Cleanup = revoke,
        Check = $"{before}; $count = @({pipeline} | Where-Object CanImpersonate | {filter}).Count; {revoke}; $count",
        Minimum = count,
        Maximum = count,
        Bound = bound,
    };

    // The objects of the templates in the user guide, with different names.
    private static JsonObject ObjectsOf(string @namespace) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "List",
        ["items"] = new JsonArray(
            RbacObjects.Impersonator(Prefix + "kubectl", KubectlPrincipal),
            RbacObjects.ImpersonatorBinding(Prefix + "kubectl", @namespace),
            RbacObjects.ClusterRole(Prefix + "read", new JsonArray(
                Rule(string.Empty, "nodes", "namespaces", "pods", "events"),
                Rule("apps", "deployments", "daemonsets", "statefulsets", "replicasets"),
                Rule("batch", "jobs"))),
            RbacObjects.ClusterRoleBinding(Prefix + "read", new JsonObject
            {
                ["apiGroup"] = RbacObjects.Group,
                ["kind"] = "User",
                ["name"] = KubectlPrincipal,
            })),
    };

    private static JsonObject Rule(string group, params string[] resources) => new()
    {
        ["apiGroups"] = new JsonArray(group),
        ["resources"] = new JsonArray([.. resources.Select(resource => (JsonNode)resource)]),
        ["verbs"] = new JsonArray("get", "list"),
    };
}
