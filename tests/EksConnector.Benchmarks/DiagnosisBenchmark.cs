namespace EksConnector.Benchmarks;

/// <summary>Compares the complete diagnosis of one cluster, warm and cold, with the documented commands for basic troubleshooting.</summary>
internal static class DiagnosisBenchmark
{
    private const double WarmBound = 0.1;
    private const double ColdBound = 0.6;

    // Thirteen runs of kubectl: Pods, six logs, two names, images, nodes of the Pods, versions, nodes.
    private const string Commands = """
        set -e
        kubectl get pods -n "$1"
        for pod in eks-connector-0 eks-connector-1; do
            kubectl logs $pod --container connector-init -n "$1"
            kubectl logs $pod --container connector-proxy -n "$1"
            kubectl exec $pod --container connector-agent -n "$1" -- cat /var/log/amazon/ssm/amazon-ssm-agent.log
            kubectl exec $pod --container connector-agent -n "$1" -- cat /var/log/amazon/ssm/amazon-ssm-agent.log | grep -m1 -oE "eks_c:[a-zA-Z0-9_-]+" | sed -E "s/^.*eks_c:([a-zA-Z0-9_-]+)_[a-zA-Z0-9]+.*$/\1/"
        done
        kubectl get pods -n "$1" -o jsonpath="{.items[*].spec.containers[*].image}" | tr -s '[[:space:]]' '\n'
        kubectl get pods -n "$1" -o jsonpath="{.items[*].spec.nodeName}" | tr -s '[[:space:]]' '\n'
        kubectl version
        kubectl get nodes -o wide --show-labels
        """;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        int runs = arguments.Number("runs", 9);
        string @namespace = arguments.Text("namespace") ?? "eks-connector";
        string module = arguments.Text("module") ?? Repository.Module;
        string kubeConfig = arguments.Text("kubeconfig") ?? Environment.GetEnvironmentVariable("KUBECONFIG")
            ?? throw new UsageException("Specify --kubeconfig, or set KUBECONFIG.");
        var environment = new Dictionary<string, string> { ["KUBECONFIG"] = Path.GetFullPath(kubeConfig) };
        string command = $"Test-EksConnector -Namespace {@namespace} -SkipAws";

        Load.Print("start");
        IReadOnlyList<(string Path, string Version)> shells = await PowerShells.FindAsync();
        var documentedCold = new Series("the documented commands (13 × kubectl), measured with the cold calls");
        var documentedWarm = new Series("the documented commands, measured with the warm calls");
        Series[] colds = [.. shells.Select(shell => new Series($"{shell.Version}: `pwsh … Import-Module; {command}`"))];
        Series[] warms = [.. shells.Select(shell => new Series($"{shell.Version}: warm `{command} \\| Out-Null`"))];

        // The first round of each part fills the file cache and is not counted. No session is open while the cold calls are measured,
        // because a session continues to compile in the background after a call.
        for (int run = 0; run <= runs; run++)
        {
            Add(documentedCold, await DocumentedAsync(), run);
            for (int i = 0; i < shells.Count; i++)
            {
                Add(colds[i], (await ChildProcess.RunAsync(shells[i].Path, ["-NoProfile", "-Command", $"Import-Module '{module}'; {command}"], environment)).Measurement, run);
            }
        }

        var sessions = new List<PwshSession>();
        try
        {
            foreach ((string path, _) in shells)
            {
                sessions.Add(await PwshSession.StartAsync(path, module, environment));
            }

            for (int run = 0; run <= runs; run++)
            {
                Add(documentedWarm, await DocumentedAsync(), run);
                for (int i = 0; i < sessions.Count; i++)
                {
                    if (await sessions[i].RunAsync($"$d = {command}; [int]($d.IsHealthy -and $d.IsConnected)") is not [1])
                    {
                        throw new BenchmarkException("The module does not report a healthy and connected connector.");
                    }

                    Add(warms[i], await sessions[i].MeasureAsync($"{command} | Out-Null"), run);
                }
            }
        }
        finally
        {
            sessions.ForEach(session => session.Dispose());
        }

        Load.Print("end");
        var bounds = new Bounds();
        var table = new Table("operation", "wall ÷ documented", "wall ms", "fastest ms");
        Rows(documentedCold, colds, "cold", ColdBound);
        Rows(documentedWarm, warms, "warm", WarmBound);
        table.Print($"A complete diagnosis without AWS, medians of {runs} interleaved runs");
        return bounds.PrintAndGetExitCode();

        async Task<Measurement> DocumentedAsync()
        {
            (Measurement taken, string output) = await ChildProcess.RunAsync("sh", ["-c", Commands, "sh", @namespace], environment);
            return output.Contains("eks_c:", StringComparison.Ordinal) ? taken : throw new BenchmarkException("The documented commands did not find an instance.");
        }

        void Rows(Series documented, Series[] calls, string kind, double bound)
        {
            Row(documented);
            for (int i = 0; i < calls.Length; i++)
            {
                Row(calls[i]);
                bounds.Check($"{shells[i].Version}: {kind} ÷ documented", calls[i].Wall / documented.Wall, bound);
            }

            void Row(Series series) => table.Add(series.Name, Table.Ratio(series.Wall / documented.Wall), Table.Milliseconds(series.Wall), Table.Milliseconds(series.Fastest));
        }
    }

    private static void Add(Series series, Measurement taken, int run)
    {
        if (run > 0)
        {
            series.Add(taken);
        }
    }
}
