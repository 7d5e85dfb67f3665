using EksConnector.HelpBuilder.Text;

namespace EksConnector.HelpBuilder.Pages;

/// <summary>A paragraph, list, table or fenced block of a page.</summary>
/// <param name="Kind">The kind of the block.</param>
/// <param name="Lines">The lines of the page, without fences.</param>
internal sealed record Block(BlockKind Kind, IReadOnlyList<string> Lines)
{
    /// <summary>The width that Get-Help has for NOTES in a window of 80 columns.</summary>
    private const int Width = 72;

    /// <summary>Whether the block is fenced.</summary>
    public bool IsFenced => Kind is BlockKind.Code or BlockKind.Output;

    /// <summary>The block as plain text for a terminal.</summary>
    public string Text => Kind switch
    {
        BlockKind.Paragraph => Markdown.ToPlain(string.Join(' ', Lines.Select(line => line.Trim()))),
        BlockKind.List => string.Join('\n', Lines.SelectMany(Item)),
        BlockKind.Table => TextTable.Render(Rows, Width, hasHeader: true),
        _ => string.Join('\n', Lines),
    };

    /// <summary>The rows of a table as cells, starting with the header.</summary>
    public IReadOnlyList<string[]> Rows =>
    [
        .. Lines.Where(line => line.Any(char.IsLetterOrDigit))
            .Select(line => line.Trim().Trim('|').Split('|').Select(cell => Markdown.ToPlain(cell.Trim())).ToArray()),
    ];

    private static IEnumerable<string> Item(string line)
    {
        string text = Markdown.ToPlain(line[1..].TrimStart());
        return TextTable.Wrap(text, Width - 2).Select((part, index) => (index == 0 ? "- " : "  ") + part);
    }
}
