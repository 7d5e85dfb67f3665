namespace EksConnector.HelpBuilder.Pages;

/// <summary>The hand-written part of the help of a cmdlet, in <c>docs/help/NAME.md</c>.</summary>
internal sealed record CmdletPage
{
    /// <summary>The required RBAC verbs and IAM actions.</summary>
    public IReadOnlyList<Block> Permissions { get; init; } = [];

    /// <summary>The notes.</summary>
    public IReadOnlyList<Block> Notes { get; init; } = [];

    /// <summary>The examples.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>The related links. The first one is the online version.</summary>
    public IReadOnlyList<Link> Links { get; init; } = [];
}
