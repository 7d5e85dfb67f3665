namespace EksConnector.HelpBuilder.Pages;

/// <summary>An example: code with what it printed, and remarks.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Blocks">Its blocks in the page's order.</param>
internal sealed record Example(string Title, IReadOnlyList<Block> Blocks)
{
    /// <summary>The code and what it printed, as the help shows them.</summary>
    public string CodeAndOutput => string.Join("\n\n", Blocks.Where(block => block.IsFenced).Select(block => block.Text));

    /// <summary>The code alone.</summary>
    public string Code => string.Join('\n', Blocks.Where(block => block.Kind == BlockKind.Code).Select(block => block.Text));

    /// <summary>What the code printed.</summary>
    public string Output => string.Join('\n', Blocks.Where(block => block.Kind == BlockKind.Output).Select(block => block.Text));

    /// <summary>The paragraphs beside the code.</summary>
    public IReadOnlyList<Block> Remarks => [.. Blocks.Where(block => !block.IsFenced)];
}
