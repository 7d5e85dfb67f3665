namespace EksConnector.Benchmarks;

/// <summary>Compares reading the cluster name, by source, with the documented pipeline of kubectl, grep, and sed.</summary>
internal static class NameBenchmark
{
    private const double ShortBound = 0.1;
    private const double LongBound = 0.5;

    private const string Pipeline =
        """kubectl "$@" | grep -m1 -oE "eks_c:[a-zA-Z0-9_-]+" | sed -E "s/^.*eks_c:([a-zA-Z0-9_-]+)_[a-zA-Z0-9]+.*$/\1/" """;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var setting = new Setting(arguments);
        Load.Print("start");
        await LargeLog.PrepareAsync(setting.Kubectl, setting.LargeNamespace, setting.Lines);
        var bounds = new Bounds();
        await using (var users = new ReducedUsers(setting.Kubectl))
        {
            string secretOnly = await users.AddAsync(setting.Namespace, "secrets", "secrets", "get");
            string execOnly = await users.AddAsync(setting.LargeNamespace, "exec", "pods/exec", "get", "create");
            using Race race = await Race.StartAsync(setting.Module, setting.Environment);

            string name = string.Empty;
            race.Add("the documented pipeline, a short log", async () =>
                {
                    (Measurement taken, string output) = await PipelineAsync(setting.Kubectl, setting.Namespace);
                    name = output.Trim();
                    return taken;
                })
                .CompareWith(New("name from the log of the init container", setting.Namespace, kubeConfig: null, "InitLog", ShortBound))
                .CompareWith(New("name from the state Secret", setting.Namespace, secretOnly, "StateSecret", ShortBound));

            var reduced = new Kubectl(new Dictionary<string, string> { ["KUBECONFIG"] = execOnly });
            race.Add("the documented pipeline, a long log", async () =>
                {
                    (Measurement taken, string output) = await PipelineAsync(reduced, setting.LargeNamespace);
                    return output.Trim() == LargeLog.ClusterName ? taken : throw new BenchmarkException($"The pipeline found '{output.Trim()}'.");
                })
                .CompareWith(New("name from a long log", setting.LargeNamespace, execOnly, "AgentLog", LongBound));

            await race.RunAsync(setting.Runs);
            if (name.Length == 0)
            {
                throw new BenchmarkException($"The pipeline did not find a name in namespace '{setting.Namespace}'.");
            }

            Load.Print("end");
            race.Report($"The cluster's name, medians of {setting.Runs} interleaved runs; a long log has {setting.Lines} lines", bounds);
        }

        return bounds.PrintAndGetExitCode();
    }

    private static Task<(Measurement Measurement, string Output)> PipelineAsync(Kubectl kubectl, string @namespace) => kubectl.ShellAsync(
        Pipeline, "sh", "exec", LargeLog.OneFilePod, "--container", LargeLog.Container, "-n", @namespace, "--", "cat", LargeLog.Path);

    private static Entrant New(string what, string @namespace, string? kubeConfig, string source, double bound)
    {
        string shown = $"Get-EksConnectorClusterName -Namespace {@namespace}{(kubeConfig is null ? string.Empty : " -KubeConfigPath …")}";
        string pipeline = shown.Replace("…", kubeConfig, StringComparison.Ordinal);
        return new Entrant
        {
            Name = what,
            Pipeline = pipeline,
            DisplayedPipeline = shown,
            Setup = $"{pipeline} | Out-Null",
            Check = $"@({pipeline} | Where-Object Source -EQ {source} | Where-Object ClusterName).Count",
            Minimum = 1,
            Maximum = 1,
            Bound = bound,
        };
    }
}
