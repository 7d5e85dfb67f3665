using System.Xml.Linq;

namespace EksConnector.HelpBuilder.Documentation;

/// <summary>The compiler's XML documentation of one or more assemblies.</summary>
internal sealed class DocumentationFile
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    private DocumentationFile()
    {
    }

    /// <summary>Reads documentation files.</summary>
    /// <param name="paths">The files.</param>
    /// <returns>All of it.</returns>
    public static DocumentationFile Load(IEnumerable<string> paths)
    {
        var documentation = new DocumentationFile();
        foreach (string path in paths)
        {
            // Line ends and blanks are kept: the text is folded later, once, in DocumentationText.
            foreach (XElement member in XDocument.Load(path, LoadOptions.PreserveWhitespace).Descendants("member"))
            {
                string name = member.Attribute("name")!.Value;
                documentation._members[name] = member;
                documentation._order.Add(name);
            }
        }

        return documentation;
    }

    /// <summary>The members whose identifier begins so, in the order of the source.</summary>
    /// <param name="prefix">Such as <c>F:EksConnector.ErrorIds.</c>.</param>
    /// <returns>Their identifiers.</returns>
    public IEnumerable<string> MembersOf(string prefix) => _order.Where(name => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The paragraphs of one of a member's elements.</summary>
    /// <param name="member">The member's identifier, such as <c>T:EksConnector.PodStatus</c>.</param>
    /// <param name="element">The element, such as <c>summary</c>.</param>
    /// <returns>The paragraphs; none where nobody wrote any.</returns>
    public IReadOnlyList<string> Paragraphs(string member, string element) =>
        _members.TryGetValue(member, out XElement? found) && found.Element(element) is { } text ? DocumentationText.Paragraphs(text) : [];
}
