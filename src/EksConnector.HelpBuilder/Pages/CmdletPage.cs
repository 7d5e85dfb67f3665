namespace EksConnector.HelpBuilder.Pages;

/// <summary>What is written by hand for a cmdlet, in <c>docs/help/NAME.md</c>.</summary>
internal sealed record CmdletPage
{
    /// <summary>The RBAC verbs and IAM actions that it needs.</summary>
    public IReadOnlyList<Block> Permissions { get; init; } = [];

    /// <summary>What else is to be said.</summary>
    public IReadOnlyList<Block> Notes { get; init; } = [];

    /// <summary>The examples.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>The related links; the first is the online version.</summary>
    public IReadOnlyList<Link> Links { get; init; } = [];
}
