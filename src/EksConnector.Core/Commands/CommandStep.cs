namespace EksConnector.Core.Commands;

/// <summary>A step of a series of commands to paste.</summary>
internal abstract record CommandStep
{
    /// <summary>Whether the step is safe to show.</summary>
    public abstract bool IsAllowed { get; }

    /// <summary>Writes the step for Bash.</summary>
    public abstract string WriteForBash();

    /// <summary>Writes the step for PowerShell.</summary>
    public abstract string WriteForPowerShell();
}
