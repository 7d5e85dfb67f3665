namespace EksConnector.Core.Commands;

/// <summary>One step of commands to paste.</summary>
internal abstract record CommandStep
{
    /// <summary>Whether all of it may be written.</summary>
    public abstract bool IsAllowed { get; }

    /// <summary>Writes it for Bash.</summary>
    public abstract string WriteForBash();

    /// <summary>Writes it for PowerShell.</summary>
    public abstract string WriteForPowerShell();
}
