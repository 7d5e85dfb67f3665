namespace EksConnector.Benchmarks;

/// <summary>A whole diagnosis of one cluster beside the documented commands of the basic troubleshooting, warm and cold, in one interleaved run.</summary>
internal static class DiagnosisBenchmark
{
    private const double WarmBound = 0.2;
    private const double ColdBound = 0.6;

    // Thirteen runs of kubectl: pods, six logs, two names, images, nodes of the pods, versions, nodes.
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
            ?? throw new UsageException("Give --kubeconfig, or set KUBECONFIG.");
        var environment = new Dictionary<string, string> { ["KUBECONFIG"] = Path.GetFullPath(kubeConfig) };
        string command = $"Test-EksConnector -Namespace {@namespace} -SkipAws";

        Load.Print("begin");
        var documented = new Series("the documented commands (13 times kubectl)");
        var subjects = new List<(string Path, string Version, PwshSession Session, Series Warm, Series Cold)>();
        try
        {
            foreach ((string path, string version) in await PowerShells.FindAsync())
            {
                PwshSession session = await PwshSession.StartAsync(path, module, environment);
                subjects.Add((path, version, session, new Series($"{version}: warm `{command} \\| Out-Null`"), new Series($"{version}: `pwsh … Import-Module; {command}`")));
            }

            // The first round fills the file cache and is not counted.
            for (int run = 0; run <= runs; run++)
            {
                (Measurement taken, string output) = await ChildProcess.RunAsync("sh", ["-c", Commands, "sh", @namespace], environment);
                if (!output.Contains("eks_c:", StringComparison.Ordinal))
                {
                    throw new BenchmarkException("The documented commands found no instance.");
                }

                Add(documented, taken, run);
                foreach ((string path, _, PwshSession session, Series warm, Series cold) in subjects)
                {
                    if (await session.RunAsync($"$d = {command}; [int]($d.IsHealthy -and $d.IsConnected)") is not [1])
                    {
                        throw new BenchmarkException("The module does not see a healthy connector that is connected.");
                    }

                    Add(warm, await session.MeasureAsync($"{command} | Out-Null"), run);
                    Add(cold, (await ChildProcess.RunAsync(path, ["-NoProfile", "-Command", $"Import-Module '{module}'; {command}"], environment)).Taken, run);
                }
            }
        }
        finally
        {
            subjects.ForEach(subject => subject.Session.Dispose());
        }

        Load.Print("end");
        var bounds = new Bounds();
        var table = new Table("what", "wall ÷ documented", "wall ms", "fastest ms");
        Row(documented);
        foreach ((_, string version, _, Series warm, Series cold) in subjects)
        {
            Row(warm);
            Row(cold);
            bounds.Check($"{version}: warm ÷ documented", warm.Wall / documented.Wall, WarmBound);
            bounds.Check($"{version}: cold ÷ documented", cold.Wall / documented.Wall, ColdBound);
        }

        table.Print($"A whole diagnosis without AWS, medians of {runs} interleaved runs");
        return bounds.Finish();

        void Row(Series series) => table.Add(series.Name, Table.Ratio(series.Wall / documented.Wall), Table.Milliseconds(series.Wall), Table.Milliseconds(series.Fastest));
    }

    private static void Add(Series series, Measurement taken, int run)
    {
        if (run > 0)
        {
            series.Add(taken);
        }
    }
}
