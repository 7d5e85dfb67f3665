namespace EksConnector.HelpBuilder.Pages;

/// <summary>An example: code, its output, and remarks.</summary>
/// <param name="Title">The title of the example.</param>
/// <param name="Blocks">The blocks, in the order of the page.</param>
internal sealed record Example(string Title, IReadOnlyList<Block> Blocks)
{
    /// <summary>The code and its output, as shown in the help.</summary>
    public string CodeAndOutput => string.Join("\n\n", Blocks.Where(block => block.IsFenced).Select(block => block.Text));

    /// <summary>The code without its output.</summary>
    public string Code => string.Join('\n', Blocks.Where(block => block.Kind == BlockKind.Code).Select(block => block.Text));

    /// <summary>The output of the code.</summary>
    public string Output => string.Join('\n', Blocks.Where(block => block.Kind == BlockKind.Output).Select(block => block.Text));

    /// <summary>The paragraphs of the example.</summary>
    public IReadOnlyList<Block> Remarks => [.. Blocks.Where(block => !block.IsFenced)];
}
