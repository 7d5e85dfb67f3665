using EksConnector.HelpBuilder.About;
using EksConnector.HelpBuilder.Documentation;
using EksConnector.HelpBuilder.Face;
using EksConnector.HelpBuilder.Findings;
using EksConnector.HelpBuilder.Model;
using EksConnector.HelpBuilder.Pages;
using EksConnector.HelpBuilder.Xml;

namespace EksConnector.HelpBuilder;

/// <summary>Everything that the help is made from.</summary>
internal sealed class HelpSource
{
    /// <summary>Named after the manifest's RootModule: PowerShell looks for a binary module's help under that name.</summary>
    public const string MamlName = "EksConnector.dll-Help.xml";

    /// <summary>The conceptual topic. Its page has the same name.</summary>
    public const string AboutName = "about_EksConnector.help.txt";

    /// <summary>The page of all findings. It belongs into docs, not into the module.</summary>
    public const string FindingsName = "findings.md";

    private readonly string _about;
    private readonly DocumentationFile _documentation;

    private HelpSource(IReadOnlyList<CmdletHelp> cmdlets, string about, DocumentationFile documentation, IReadOnlyList<FindingHelp> findings)
    {
        Cmdlets = cmdlets;
        _about = about;
        _documentation = documentation;
        Findings = findings;
    }

    /// <summary>The face's cmdlets by name. What nobody wrote is empty; the tests say so, the build goes on.</summary>
    public IReadOnlyList<CmdletHelp> Cmdlets { get; }

    /// <summary>What the catalogue of findings has, in its order.</summary>
    public IReadOnlyList<FindingHelp> Findings { get; }

    /// <summary>Reads the face, its XML documentation and that of the assemblies beside it, and the pages.</summary>
    /// <param name="face">The built face.</param>
    /// <param name="pages">The folder of the pages.</param>
    /// <returns>The source.</returns>
    public static HelpSource Load(string face, string pages)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(face))!;
        DocumentationFile documentation = DocumentationFile.Load(
            [Path.ChangeExtension(face, ".xml"), Path.Combine(folder, "EksConnector.Core.xml")]);
        var reader = new CmdletReader(documentation, name => PageReader.Load(Path.Combine(pages, name + ".md")));
        return new HelpSource(
            [.. FaceAssembly.Cmdlets(face).Select(reader.Read).OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)],
            File.ReadAllText(Path.Combine(pages, AboutName)).ReplaceLineEndings("\n"),
            documentation,
            FindingsReader.Read(Path.Combine(folder, "EksConnector.Core.dll")));
    }

    /// <summary>Makes the help files; the same source gives the same bytes on every system.</summary>
    /// <returns>The files.</returns>
    public IReadOnlyList<HelpFile> Make() =>
    [
        new(MamlName, MamlDocument.Make(Cmdlets)),
        new(AboutName, AboutTopic.Make(_about, _documentation)),
    ];

    /// <summary>Makes the page of all findings.</summary>
    /// <returns>The page.</returns>
    public HelpFile MakeFindings() => new(FindingsName, FindingsPage.Make(Findings));
}
