namespace EksConnector.Core.Commands;

/// <summary>What kubectl and helm have to be told to ask a cluster.</summary>
/// <param name="Context">The context.</param>
/// <param name="KubeConfigPath">The kubeconfig file; null for the usual ones.</param>
internal sealed record KubectlTarget(string Context, string? KubeConfigPath)
{
    /// <summary>Makes a command of kubectl.</summary>
    /// <param name="target">The cluster; null where it cannot be told, and kubectl's own context has to do.</param>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The command; null where an argument does not go into a command.</returns>
    public static FixCommand? Command(KubectlTarget? target, params Argument[] arguments) => FixCommand.Of(new Pipeline(Kubectl(target, arguments)));

    /// <summary>Makes a command of kubectl that is a part of a pipeline.</summary>
    /// <param name="target">The cluster; null where it cannot be told, and kubectl's own context has to do.</param>
    /// <param name="arguments">The arguments.</param>
    public static Command Kubectl(KubectlTarget? target, params Argument[] arguments) =>
        new("kubectl", [.. Options(target, "--context"), .. arguments]);

    /// <summary>The options that name a cluster to kubectl or helm.</summary>
    /// <param name="target">The cluster; null for none.</param>
    /// <param name="context">The program's option for the context.</param>
    public static Argument[] Options(KubectlTarget? target, string context) =>
    [
        .. target?.KubeConfigPath is { } path ? Argument.Option("--kubeconfig", path) : [],
        .. target is null ? [] : Argument.Option(context, target.Context),
    ];

    /// <summary>The parameters that name a cluster to a cmdlet of the module.</summary>
    /// <param name="target">The cluster; null for none.</param>
    public static Argument[] Parameters(KubectlTarget? target) =>
    [
        .. target is null ? [] : Argument.Parameter("-Context", target.Context),
        .. target?.KubeConfigPath is { } path ? Argument.Parameter("-KubeConfigPath", path) : [],
    ];
}
