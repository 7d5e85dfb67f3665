namespace EksConnector.Core.Commands;

/// <summary>Commands of which each reads what the one before writes.</summary>
/// <param name="Commands">The commands, one or more.</param>
internal sealed record Pipeline(params Command[] Commands)
{
    /// <summary>What the first command reads; null for nothing.</summary>
    public Argument? Input { get; init; }

    /// <summary>Whether all of it may be written.</summary>
    public bool IsAllowed => Input is not { IsAllowed: false } && Array.TrueForAll(Commands, command => command.IsAllowed);
}
