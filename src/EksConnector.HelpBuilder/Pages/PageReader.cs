using System.Text.RegularExpressions;

namespace EksConnector.HelpBuilder.Pages;

/// <summary>Reads the page of a cmdlet, in the Markdown subset that docs/help/README.md describes.</summary>
internal static partial class PageReader
{
    private const string Fence = "```";

    /// <summary>Loads a page.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The page; empty if the file does not exist.</returns>
    public static CmdletPage Load(string path) =>
        File.Exists(path) ? Parse(File.ReadAllText(path), Path.GetFileName(path)) : new CmdletPage();

    /// <summary>Parses the text of a page.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The file name, for error messages.</param>
    /// <returns>The page.</returns>
    /// <exception cref="InvalidDataException">The page has an unknown section, an unclosed fence, or remarks before a fence.</exception>
    public static CmdletPage Parse(string text, string name)
    {
        var page = new CmdletPage();
        foreach ((string title, List<string> lines) in Split(text.ReplaceLineEndings("\n").Split('\n'), "## "))
        {
            page = title switch
            {
                // The text before the first section is not part of the help.
                "" => page,
                "Permissions" => page with { Permissions = Blocks(lines, name) },
                "Notes" => page with { Notes = Blocks(lines, name) },
                "Examples" => page with { Examples = [.. Examples(lines, name)] },
                "Related links" => page with { Links = [.. Links(lines)] },
                _ => throw new InvalidDataException($"{name}: the section '{title}' is not one of Permissions, Notes, Examples, Related links."),
            };
        }

        return page;
    }

    private static IEnumerable<Example> Examples(List<string> lines, string name)
    {
        foreach ((string title, List<string> part) in Split(lines, "### ").Where(part => part.Title.Length > 0))
        {
            List<Block> blocks = Blocks(part, name);

            // Get-Help shows all code before all remarks, so another order is an error.
            if (blocks.SkipWhile(block => block.IsFenced).Any(block => block.IsFenced))
            {
                throw new InvalidDataException($"{name}: in the example '{title}' remarks precede a fence.");
            }

            yield return new Example(title, blocks);
        }
    }

    private static IEnumerable<Link> Links(List<string> lines)
    {
        foreach (string line in lines.Where(line => line.StartsWith('-')))
        {
            Match link = LinkItem().Match(line);
            yield return link.Success ? new Link(link.Groups[1].Value, link.Groups[2].Value) : new Link(line.TrimStart('-', ' '), string.Empty);
        }
    }

    private static List<(string Title, List<string> Lines)> Split(IEnumerable<string> lines, string heading)
    {
        var parts = new List<(string Title, List<string> Lines)> { (string.Empty, []) };
        bool fenced = false;
        foreach (string line in lines)
        {
            fenced ^= line.StartsWith(Fence, StringComparison.Ordinal);
            if (!fenced && line.StartsWith(heading, StringComparison.Ordinal))
            {
                parts.Add((line[heading.Length..].Trim(), []));
            }
            else
            {
                parts[^1].Lines.Add(line);
            }
        }

        return parts;
    }

    private static List<Block> Blocks(List<string> lines, string name)
    {
        var blocks = new List<Block>();
        for (int at = 0; at < lines.Count;)
        {
            if (string.IsNullOrWhiteSpace(lines[at]))
            {
                at++;
            }
            else if (lines[at].StartsWith(Fence, StringComparison.Ordinal))
            {
                int end = lines.FindIndex(at + 1, line => line.StartsWith(Fence, StringComparison.Ordinal));
                if (end < 0)
                {
                    throw new InvalidDataException($"{name}: the fence '{lines[at]}' is not closed.");
                }

                BlockKind kind = lines[at].TrimEnd() == Fence + "powershell" ? BlockKind.Code : BlockKind.Output;
                blocks.Add(new Block(kind, lines[(at + 1)..end]));
                at = end + 1;
            }
            else
            {
                BlockKind kind = KindOf(lines[at]);
                int end = lines.FindIndex(at, line => string.IsNullOrWhiteSpace(line) || line.StartsWith(Fence, StringComparison.Ordinal));
                end = end < 0 ? lines.Count : end;
                blocks.Add(new Block(kind, kind == BlockKind.List ? JoinContinuations(lines[at..end]) : lines[at..end]));
                at = end;
            }
        }

        return blocks;
    }

    private static BlockKind KindOf(string line) => line switch
    {
        _ when IsItem(line) => BlockKind.List,
        ['|', ..] => BlockKind.Table,
        _ => BlockKind.Paragraph,
    };

    // A paragraph can start with a parameter name such as -Context.
    private static bool IsItem(string line) => line.StartsWith("- ", StringComparison.Ordinal);

    // Joins the continuation lines of an item.
    private static List<string> JoinContinuations(List<string> lines)
    {
        var items = new List<string>();
        foreach (string line in lines)
        {
            if (IsItem(line))
            {
                items.Add(line);
            }
            else
            {
                items[^1] += " " + line.Trim();
            }
        }

        return items;
    }

    [GeneratedRegex(@"^-\s*\[([^\]]+)\]\(([^)]*)\)\s*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LinkItem();
}
