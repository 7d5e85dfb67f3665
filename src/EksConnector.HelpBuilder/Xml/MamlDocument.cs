using System.Text;
using System.Xml;
using System.Xml.Linq;
using EksConnector.HelpBuilder.Model;

namespace EksConnector.HelpBuilder.Xml;

/// <summary>Writes the file that Get-Help reads.</summary>
internal static class MamlDocument
{
    /// <summary>Writes the help of all cmdlets.</summary>
    /// <param name="cmdlets">The cmdlets.</param>
    /// <returns>The file's text.</returns>
    public static string Make(IEnumerable<CmdletHelp> cmdlets)
    {
        XNamespace root = "http://msh";
        var document = new XDocument(
            new XComment(" Made by src/EksConnector.HelpBuilder from the XML documentation and docs/help. Do not edit. "),
            new XElement(root + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(MamlCommand.Make)));
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" };
        using (var writer = XmlWriter.Create(bytes, settings))
        {
            document.Save(writer);
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }
}
