namespace EksConnector.Core.Commands;

/// <summary>Commands to paste, once for each kind of shell; one a line. Only the writers of the shells make their texts.</summary>
internal sealed record FixCommand
{
    private FixCommand(IReadOnlyList<CommandStep> shellSteps, IReadOnlyList<CommandStep> powerShellSteps)
    {
        ShellSteps = shellSteps;
        PowerShellSteps = powerShellSteps;
        Shell = string.Join('\n', shellSteps.Select(step => step.WriteForBash()));
        PowerShell = string.Join('\n', powerShellSteps.Select(step => step.WriteForPowerShell()));
    }

    /// <summary>The text for Bash and other POSIX shells.</summary>
    public string Shell { get; }

    /// <summary>The text for PowerShell.</summary>
    public string PowerShell { get; }

    /// <summary>What <see cref="Shell"/> is made of.</summary>
    public IReadOnlyList<CommandStep> ShellSteps { get; }

    /// <summary>What <see cref="PowerShell"/> is made of.</summary>
    public IReadOnlyList<CommandStep> PowerShellSteps { get; }

    /// <summary>The text for a sentence, which does not say where it is pasted; null where the shells need different texts.</summary>
    public string? Common => Shell == PowerShell ? Shell : null;

    /// <summary>Makes commands that are run one after the other.</summary>
    /// <param name="commands">The commands.</param>
    /// <returns>All of them; null where one of them cannot be given, because the others alone may do harm.</returns>
    public static FixCommand? Join(params FixCommand?[] commands) =>
        commands.Length == 0 || Array.Exists(commands, command => command is null)
            ? null
            : new FixCommand([.. commands.SelectMany(command => command!.ShellSteps)], [.. commands.SelectMany(command => command!.PowerShellSteps)]);

    /// <summary>Makes a command that is the same in both kinds of shell, but for the quotes.</summary>
    /// <param name="program">The program, or the cmdlet.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The command; null where an argument does not go into a command.</returns>
    public static FixCommand? Of(string program, params Argument[] arguments) => Of(new Pipeline(new Command(program, arguments)));

    /// <summary>Makes a pipeline that is the same in both kinds of shell, but for the quotes.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <returns>The commands; null where an argument does not go into a command.</returns>
    public static FixCommand? Of(Pipeline pipeline) => Of(new PipelineStep(pipeline, pipeline));

    /// <summary>Makes commands of a step.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The commands; null where an argument does not go into a command.</returns>
    public static FixCommand? Of(CommandStep step) => step.IsAllowed ? new FixCommand([step], [step]) : null;

    /// <summary>Makes commands that are others in PowerShell.</summary>
    /// <param name="shell">What to run in Bash.</param>
    /// <param name="powerShell">What to run in PowerShell.</param>
    /// <returns>The commands; null where one of the two cannot be given.</returns>
    public static FixCommand? Either(FixCommand? shell, FixCommand? powerShell) =>
        shell is null || powerShell is null ? null : new FixCommand(shell.ShellSteps, powerShell.PowerShellSteps);
}
