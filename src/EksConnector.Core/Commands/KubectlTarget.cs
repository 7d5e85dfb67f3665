namespace EksConnector.Core.Commands;

/// <summary>The cluster for commands of kubectl and helm.</summary>
/// <param name="Context">The context.</param>
/// <param name="KubeConfigPath">The path of the kubeconfig file; null for the default files.</param>
internal sealed record KubectlTarget(string Context, string? KubeConfigPath)
{
    /// <summary>Creates a kubectl command.</summary>
    /// <param name="target">The cluster; null if it is not known and kubectl uses its current context.</param>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The command; null if an argument cannot be used safely in a command.</returns>
    public static FixCommand? Command(KubectlTarget? target, params Argument[] arguments) => FixCommand.Of(new Pipeline(Kubectl(target, arguments)));

    /// <summary>Creates a kubectl command for use in a pipeline.</summary>
    /// <param name="target">The cluster; null if it is not known and kubectl uses its current context.</param>
    /// <param name="arguments">The arguments.</param>
    public static Command Kubectl(KubectlTarget? target, params Argument[] arguments) =>
        new("kubectl", [.. Options(target, "--context"), .. arguments]);

    /// <summary>Returns the kubectl or helm options that specify a cluster.</summary>
    /// <param name="target">The cluster; null for the current context.</param>
    /// <param name="context">The name of the option for the context.</param>
    public static Argument[] Options(KubectlTarget? target, string context) =>
    [
        .. target?.KubeConfigPath is { } path ? Argument.Option("--kubeconfig", path) : [],
        .. target is null ? [] : Argument.Option(context, target.Context),
    ];

    /// <summary>Returns the cmdlet parameters that specify a cluster.</summary>
    /// <param name="target">The cluster; null for the current context.</param>
    public static Argument[] Parameters(KubectlTarget? target) =>
    [
        .. target is null ? [] : Argument.Parameter("-Context", target.Context),
        .. target?.KubeConfigPath is { } path ? Argument.Parameter("-KubeConfigPath", path) : [],
    ];
}
