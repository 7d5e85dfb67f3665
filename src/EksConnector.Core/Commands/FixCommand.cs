namespace EksConnector.Core.Commands;

/// <summary>The commands to paste, one on each line, for POSIX shells and for PowerShell.</summary>
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

    /// <summary>The steps of <see cref="Shell"/>.</summary>
    public IReadOnlyList<CommandStep> ShellSteps { get; }

    /// <summary>The steps of <see cref="PowerShell"/>.</summary>
    public IReadOnlyList<CommandStep> PowerShellSteps { get; }

    /// <summary>The text for a message that does not specify the shell; null if the shells require different texts.</summary>
    public string? Common => Shell == PowerShell ? Shell : null;

    /// <summary>Joins commands into a sequence.</summary>
    /// <param name="commands">The commands.</param>
    /// <returns>The sequence; null if one of the commands is null, because an incomplete sequence can be harmful.</returns>
    public static FixCommand? Join(params FixCommand?[] commands) =>
        commands.Length == 0 || Array.Exists(commands, command => command is null)
            ? null
            : new FixCommand([.. commands.SelectMany(command => command!.ShellSteps)], [.. commands.SelectMany(command => command!.PowerShellSteps)]);

    /// <summary>Creates a command that differs between the shells only in the quotes.</summary>
    /// <param name="program">The program or the cmdlet.</param>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The command; null if an argument cannot be used safely in a command.</returns>
    public static FixCommand? Of(string program, params Argument[] arguments) => Of(new Pipeline(new Command(program, arguments)));

    /// <summary>Creates a pipeline that differs between the shells only in the quotes.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <returns>The commands; null if an argument cannot be used safely in a command.</returns>
    public static FixCommand? Of(Pipeline pipeline) => Of(new PipelineStep(pipeline, pipeline));

    /// <summary>Creates the commands of a step.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The commands; null if an argument cannot be used safely in a command.</returns>
    public static FixCommand? Of(CommandStep step) => step.IsAllowed ? new FixCommand([step], [step]) : null;

    /// <summary>Combines different commands for Bash and PowerShell.</summary>
    /// <param name="shell">The commands for Bash.</param>
    /// <param name="powerShell">The commands for PowerShell.</param>
    /// <returns>The commands; null if one of the arguments is null.</returns>
    public static FixCommand? Either(FixCommand? shell, FixCommand? powerShell) =>
        shell is null || powerShell is null ? null : new FixCommand(shell.ShellSteps, powerShell.PowerShellSteps);
}
