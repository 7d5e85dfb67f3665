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

    /// <summary>Loads documentation files.</summary>
    /// <param name="paths">The paths of the files.</param>
    /// <returns>The documentation.</returns>
    public static DocumentationFile Load(IEnumerable<string> paths)
    {
        var documentation = new DocumentationFile();
        foreach (string path in paths)
        {
            // White space is preserved here and normalized once, in DocumentationText.
            foreach (XElement member in XDocument.Load(path, LoadOptions.PreserveWhitespace).Descendants("member"))
            {
                string name = member.Attribute("name")!.Value;
                documentation._members[name] = member;
                documentation._order.Add(name);
            }
        }

        return documentation;
    }

    /// <summary>Returns the members whose identifier starts with a prefix, in the order of the source.</summary>
    /// <param name="prefix">The prefix, such as <c>F:EksConnector.ErrorIds.</c>.</param>
    /// <returns>The identifiers.</returns>
    public IEnumerable<string> MembersOf(string prefix) => _order.Where(name => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Returns the paragraphs of an element in the documentation of a member.</summary>
    /// <param name="member">The identifier of the member, such as <c>T:EksConnector.PodStatus</c>.</param>
    /// <param name="element">The name of the element, such as <c>summary</c>.</param>
    /// <returns>The paragraphs; empty if the element does not exist.</returns>
    public IReadOnlyList<string> Paragraphs(string member, string element) =>
        _members.TryGetValue(member, out XElement? found) && found.Element(element) is { } text ? DocumentationText.Paragraphs(text) : [];
}
