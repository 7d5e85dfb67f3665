namespace EksConnector.Core.Connector;

/// <summary>What kubectl and helm have to be told to ask a cluster.</summary>
/// <param name="Context">The context.</param>
/// <param name="KubeConfigPath">The kubeconfig file; null for the usual ones.</param>
internal sealed record KubectlTarget(string Context, string? KubeConfigPath)
{
    /// <summary>Makes a command of kubectl.</summary>
    /// <param name="target">The cluster; null where it cannot be told, and kubectl's own context has to do.</param>
    /// <param name="words">The arguments; none for the program alone.</param>
    /// <returns>The command; null where a word cannot be quoted safely.</returns>
    public static FixCommand? Command(KubectlTarget? target, params string[] words) => FixCommand.Of(
    [
        "kubectl",
        .. target?.KubeConfigPath is { } path ? (string[])["--kubeconfig", path] : [],
        .. target is null ? (string[])[] : ["--context", target.Context],
        .. words,
    ]);
}
