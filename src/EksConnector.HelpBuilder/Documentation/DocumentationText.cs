using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EksConnector.HelpBuilder.Documentation;

/// <summary>Converts elements of XML documentation to paragraphs of plain text.</summary>
internal static partial class DocumentationText
{
    /// <summary>Converts an element to paragraphs.</summary>
    /// <param name="element">The element, such as a summary, with text, para and list elements.</param>
    /// <returns>The paragraphs; a list is one paragraph with a line for each item.</returns>
    public static IReadOnlyList<string> Paragraphs(XElement element)
    {
        var paragraphs = new List<string>();
        var inline = new StringBuilder();
        foreach (XNode node in element.Nodes())
        {
            if (node is XElement { Name.LocalName: "para" or "list" } block)
            {
                Close();
                paragraphs.Add(block.Name.LocalName == "para" ? Inline(block) : List(block));
            }
            else
            {
                inline.Append(Inline(node));
            }
        }

        Close();
        return paragraphs;

        void Close()
        {
            string text = Fold(inline.ToString());
            inline.Clear();
            if (text.Length > 0)
            {
                paragraphs.Add(text);
            }
        }
    }

    private static string List(XElement list) => string.Join('\n', list.Elements("item").Select(item => "- " + Fold(Inline(item))));

    private static string Inline(XElement element) => Fold(string.Concat(element.Nodes().Select(Inline)));

    private static string Inline(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" } see => Reference(see),
        XElement { Name.LocalName: "paramref" or "typeparamref" } name => name.Attribute("name")!.Value,
        XElement element => string.Concat(element.Nodes().Select(Inline)),
        _ => string.Empty,
    };

    private static string Reference(XElement see)
    {
        if (see.Attribute("cref")?.Value is { } target)
        {
            // The format is "P:Namespace.Type.Member" with an optional parameter list. A property of a cmdlet is shown as a parameter.
            string[] names = target.Split('(')[0].Split('.');
            bool isParameter = target.StartsWith("P:", StringComparison.Ordinal)
                && (names[^2].EndsWith("Cmdlet", StringComparison.Ordinal) || names[^2].EndsWith("Command", StringComparison.Ordinal));
            return isParameter ? "-" + names[^1] : names[^1];
        }

        return see.Attribute("langword")?.Value ?? (see.Value.Length > 0 ? see.Value : see.Attribute("href")?.Value) ?? string.Empty;
    }

    private static string Fold(string text) => WhiteSpace().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex WhiteSpace();
}
