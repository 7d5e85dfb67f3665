
namespace EksConnector.Tests.Commands;

/// <summary>The calls that a command is intended to make.</summary>
internal static class Calls
{
    /// <summary>The calls that Bash must make for a command.</summary>
    public static IReadOnlyList<string> InBash(FixCommand fix) =>
        [.. fix.ShellSteps.SelectMany(InBash).Select(words => string.Join('\u0001', words)).Order(StringComparer.Ordinal)];

    private static IEnumerable<IEnumerable<string>> InBash(CommandStep step) => step switch
    {
        PipelineStep pipeline => Of(pipeline.Shell),
        RegisterScript register => [Words(register.Shell)],
        ManifestScript manifest =>
        [
            ["curl", "-fsS", EksConnector.Core.Kubernetes.ConnectorNames.ManifestUri],
            ["base64"],
            ["tr", "-d", "\\n"],
            ["sed", $"s~%AWS_REGION%~{manifest.Region}~g; s~%EKS_ACTIVATION_ID%~{Text(manifest.ActivationId)}~g; s~%EKS_ACTIVATION_CODE%~~g"],
            Words(manifest.Apply),
        ],
        _ => throw new NotSupportedException(step.GetType().Name),
    };

    private static IEnumerable<IEnumerable<string>> Of(Pipeline pipeline) =>
        [.. pipeline.Input is { } input ? (IEnumerable<string>[])[["echo", Text(input)]] : [], .. pipeline.Commands.Select(Words)];

    /// <summary>A program and its arguments.</summary>
    public static IEnumerable<string> Words(Command command) => [command.Program, .. command.Arguments.Select(Text)];

    /// <summary>The calls that PowerShell must parse from a command, in order; null if the command contains more than pipelines.</summary>
    public static IReadOnlyList<string>? InPowerShell(FixCommand fix) =>
        fix.PowerShellSteps.All(step => step is PipelineStep)
            ? [.. fix.PowerShellSteps.Cast<PipelineStep>().SelectMany(step => InPowerShell(step.PowerShell)).Select(words => string.Join('\u0001', words))]
            : null;

    private static IEnumerable<IEnumerable<string>> InPowerShell(Pipeline pipeline) =>
    [
        .. pipeline.Input is { } input ? (IEnumerable<string>[])[["input", Word(input)]] : [],
        .. pipeline.Commands.Select(command => (IEnumerable<string>)[command.Program, .. InPowerShell(command.Arguments)]),
    ];

    // PowerShell does not parse parameters after "--".
    private static IEnumerable<string> InPowerShell(IEnumerable<Argument> arguments)
    {
        bool mayBeParameter = true;
        foreach (Argument argument in arguments)
        {
            bool isBare = argument is { Parts: [{ IsVariable: false }], IsQuoted: false };
            bool endsParameters = isBare && argument.Parts[0].Text == "--";
            yield return mayBeParameter && (endsParameters || (isBare && s_parameters.Contains(argument.Parts[0].Text)))
                ? $"parameter {argument.Parts[0].Text}"
                : Word(argument);
            mayBeParameter &= !endsParameters;
        }
    }

    private static string Word(Argument argument) => argument switch
    {
        { Parts: [{ IsVariable: false } only] } => only.Text,
        _ => "expandable " + string.Concat(argument.Parts.Select(part => part.IsVariable ? $"$env:{part.Text}" : part.Text)),
    };

    private static readonly string[] s_parameters =
    [
        "-n", "-o", "-f", "-c", "-p", "-l", "-L", "-PrincipalArn", "-Access", "-Context", "-Namespace", "-KubeConfigPath", "-Name", "-Region", "-Include",
    ];

    private static string Text(Argument argument) => string.Concat(argument.Parts.Select(part => part switch
    {
        { IsVariable: false } => part.Text,
        { Text: "EKS_ACTIVATION_CODE" } => "THE-CODE",
        { Text: "EKS_ACTIVATION_ID" } => "THE-ID",
        _ => part.Text,
    }));
}
