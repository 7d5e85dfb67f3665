namespace EksConnector.Benchmarks;

/// <summary>The settings of benchmarks on a real cluster: cluster, namespaces, and module.</summary>
internal sealed class Setting
{
    /// <summary>The names of the options.</summary>
    public static readonly string[] Names = ["kubeconfig", "namespace", "large-namespace", "lines", "runs", "module"];

    private const int MinimumLines = 100_000;

    /// <summary>Reads the options.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="environment">The environment variables in addition to KUBECONFIG.</param>
    public Setting(Arguments arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        Runs = arguments.Number("runs", 9);
        Lines = arguments.Number("lines", 1_600_000);
        if (Lines < MinimumLines)
        {
            throw new UsageException($"--lines must be at least {MinimumLines}, so that the log contains each rare line.");
        }

        Namespace = arguments.Text("namespace") ?? "eks-connector";
        LargeNamespace = arguments.Text("large-namespace") ?? "eks-connector-large";
        Module = arguments.Text("module") ?? Repository.Module;
        string kubeConfig = arguments.Text("kubeconfig") ?? System.Environment.GetEnvironmentVariable("KUBECONFIG")
            ?? throw new UsageException("Specify --kubeconfig, or set KUBECONFIG.");
        Environment = new Dictionary<string, string>(environment ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            ["KUBECONFIG"] = Path.GetFullPath(kubeConfig),
        };
        Kubectl = new Kubectl(Environment);
    }

    /// <summary>The number of runs that are counted.</summary>
    public int Runs { get; }

    /// <summary>The number of lines in the large log.</summary>
    public int Lines { get; }

    /// <summary>The namespace of a healthy connector.</summary>
    public string Namespace { get; }

    /// <summary>The namespace of another connector, whose logs can be overwritten.</summary>
    public string LargeNamespace { get; }

    /// <summary>The folder of the module.</summary>
    public string Module { get; }

    public IReadOnlyDictionary<string, string> Environment { get; }

    public Kubectl Kubectl { get; }

    /// <summary>A call that opens the connection of the session.</summary>
    public string Warm => $"Get-EksConnectorStatus -Namespace {Namespace} | Out-Null";
}
