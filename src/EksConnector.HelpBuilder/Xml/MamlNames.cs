using System.Xml.Linq;
using EksConnector.HelpBuilder.Text;

namespace EksConnector.HelpBuilder.Xml;

/// <summary>The namespaces of MAML and the elements that occur everywhere.</summary>
internal static class MamlNames
{
    /// <summary>The columns, of 80, that Get-Help leaves for what it indents once.</summary>
    public const int Width = 76;

    /// <summary>The columns, of 80, that Get-Help leaves for what it indents twice.</summary>
    public const int NarrowWidth = 72;

    /// <summary>Prefix <c>maml</c>.</summary>
    public static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";

    /// <summary>Prefix <c>command</c>.</summary>
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";

    /// <summary>Prefix <c>dev</c>.</summary>
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Makes a description.</summary>
    /// <param name="paragraphs">Its paragraphs.</param>
    /// <param name="width">The columns that Get-Help leaves for it.</param>
    /// <returns>The element.</returns>
    public static XElement Description(IEnumerable<string> paragraphs, int width) => new(Maml + "description", Paragraphs(paragraphs, width));

    /// <summary>Makes paragraphs.</summary>
    /// <param name="paragraphs">Their texts; what has several lines stays as it is.</param>
    /// <param name="width">The columns that Get-Help leaves for them.</param>
    /// <returns>The elements.</returns>
    public static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs, int width) =>
        paragraphs.Select(paragraph => new XElement(Maml + "para", Wrapped(paragraph, width)));

    /// <summary>Makes a type.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The element.</returns>
    public static XElement Type(string name) => new(Dev + "type", new XElement(Maml + "name", name), new XElement(Maml + "uri"));

    // Get-Help keeps line ends, and breaks longer lines between words in some cultures only: in a container without
    // LANG it breaks them anywhere.
    private static string Wrapped(string paragraph, int width) =>
        paragraph.Contains('\n', StringComparison.Ordinal) ? paragraph : string.Join('\n', TextTable.Wrap(paragraph, width));
}
