namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>The credential plugin of a user (<c>exec</c>).</summary>
internal sealed record ExecEntry
{
    /// <summary>The name of a program in PATH, or an absolute path.</summary>
    public string? Command { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Additional environment variables; the values may be secret.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    public string? ApiVersion { get; init; }

    public string? InstallHint { get; init; }

    public bool ProvideClusterInfo { get; init; }

    /// <summary>Never, IfAvailable or Always; null if it is not specified and has no default.</summary>
    public string? InteractiveMode { get; init; }

    // Arguments can contain secrets too.
    public override string ToString() => $"exec {Command}";
}
