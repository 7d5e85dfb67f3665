using System.Xml.Linq;
using EksConnector.HelpBuilder.Text;

namespace EksConnector.HelpBuilder.Xml;

/// <summary>The namespaces and common elements of MAML.</summary>
internal static class MamlNames
{
    /// <summary>The width that Get-Help has for text with one level of indentation in a window of 80 columns.</summary>
    public const int Width = 76;

    /// <summary>The width that Get-Help has for text with two levels of indentation in a window of 80 columns.</summary>
    public const int NarrowWidth = 72;

    /// <summary>The namespace with the prefix <c>maml</c>.</summary>
    public static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";

    /// <summary>The namespace with the prefix <c>command</c>.</summary>
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";

    /// <summary>The namespace with the prefix <c>dev</c>.</summary>
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Creates a description element.</summary>
    /// <param name="paragraphs">The paragraphs.</param>
    /// <param name="width">The width that Get-Help has for the text.</param>
    /// <returns>The element.</returns>
    public static XElement Description(IEnumerable<string> paragraphs, int width) => new(Maml + "description", Paragraphs(paragraphs, width));

    /// <summary>Creates paragraph elements.</summary>
    /// <param name="paragraphs">The texts. A text with several lines is not wrapped.</param>
    /// <param name="width">The width that Get-Help has for the text.</param>
    /// <returns>The elements.</returns>
    public static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs, int width) =>
        paragraphs.Select(paragraph => new XElement(Maml + "para", Wrapped(paragraph, width)));

    /// <summary>Creates a type element.</summary>
    /// <param name="name">The name of the type.</param>
    /// <returns>The element.</returns>
    public static XElement Type(string name) => new(Dev + "type", new XElement(Maml + "name", name), new XElement(Maml + "uri"));

    // Get-Help preserves line breaks, and breaks longer lines at word boundaries only in some cultures: in a container without
    // LANG it breaks them anywhere.
    private static string Wrapped(string paragraph, int width) =>
        paragraph.Contains('\n', StringComparison.Ordinal) ? paragraph : string.Join('\n', TextTable.Wrap(paragraph, width));
}
