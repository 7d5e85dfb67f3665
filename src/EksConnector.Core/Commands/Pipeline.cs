namespace EksConnector.Core.Commands;

/// <summary>A pipeline of commands.</summary>
/// <param name="Commands">The commands, one or more.</param>
internal sealed record Pipeline(params Command[] Commands)
{
    /// <summary>The input of the first command; null for none.</summary>
    public Argument? Input { get; init; }

    /// <summary>Whether the pipeline is safe to show.</summary>
    public bool IsAllowed => Input is not { IsAllowed: false } && Array.TrueForAll(Commands, command => command.IsAllowed);
}
