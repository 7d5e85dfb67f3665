namespace EksConnector.Benchmarks;

/// <summary>What the benchmarks on a real cluster are told: the cluster, the namespaces, the module.</summary>
internal sealed class Setting
{
    /// <summary>The options that are understood.</summary>
    public static readonly string[] Names = ["kubeconfig", "namespace", "large-namespace", "lines", "runs", "module"];

    private const int LeastLines = 100_000;

    /// <summary>Reads the options.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="environment">More environment variables, besides KUBECONFIG.</param>
    public Setting(Arguments arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        Runs = arguments.Number("runs", 9);
        Lines = arguments.Number("lines", 1_600_000);
        if (Lines < LeastLines)
        {
            throw new UsageException($"--lines takes {LeastLines} or more, so that each rare line is there.");
        }

        Namespace = arguments.Text("namespace") ?? "eks-connector";
        LargeNamespace = arguments.Text("large-namespace") ?? "eks-connector-large";
        Module = arguments.Text("module") ?? Repository.Module;
        string kubeConfig = arguments.Text("kubeconfig") ?? System.Environment.GetEnvironmentVariable("KUBECONFIG")
            ?? throw new UsageException("Give --kubeconfig, or set KUBECONFIG.");
        Environment = new Dictionary<string, string>(environment ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            ["KUBECONFIG"] = Path.GetFullPath(kubeConfig),
        };
        Kubectl = new Kubectl(Environment);
    }

    /// <summary>How many runs are counted.</summary>
    public int Runs { get; }

    /// <summary>How many lines the large log has.</summary>
    public int Lines { get; }

    /// <summary>Where a healthy connector is.</summary>
    public string Namespace { get; }

    /// <summary>Where another one is, whose logs may be overwritten.</summary>
    public string LargeNamespace { get; }

    /// <summary>The module's folder.</summary>
    public string Module { get; }

    public IReadOnlyDictionary<string, string> Environment { get; }

    public Kubectl Kubectl { get; }

    /// <summary>A call that warms the session's connection.</summary>
    public string Warm => $"Get-EksConnectorStatus -Namespace {Namespace} | Out-Null";
}
