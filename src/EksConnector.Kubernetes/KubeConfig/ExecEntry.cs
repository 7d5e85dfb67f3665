namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>The program that a user's credentials come from (<c>exec</c>).</summary>
internal sealed record ExecEntry
{
    /// <summary>A name that is looked for on the PATH, or an absolute path.</summary>
    public string? Command { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables that the program gets besides ours; the values may be secrets.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    public string? ApiVersion { get; init; }

    public string? InstallHint { get; init; }

    public bool ProvideClusterInfo { get; init; }

    /// <summary>Never, IfAvailable or Always; null where it is not given and has no default.</summary>
    public string? InteractiveMode { get; init; }

    // Arguments can hold secrets as well as variables can.
    public override string ToString() => $"exec {Command}";
}
