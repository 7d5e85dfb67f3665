using EksConnector.HelpBuilder.About;
using EksConnector.HelpBuilder.Documentation;
using EksConnector.HelpBuilder.Findings;
using EksConnector.HelpBuilder.Metadata;
using EksConnector.HelpBuilder.Model;
using EksConnector.HelpBuilder.Pages;
using EksConnector.HelpBuilder.Xml;

namespace EksConnector.HelpBuilder;

/// <summary>The sources of the help.</summary>
internal sealed class HelpSource
{
    /// <summary>The name of the MAML file. PowerShell searches the help of a binary module under the name of the assembly.</summary>
    public const string MamlName = "EksConnector.dll-Help.xml";

    /// <summary>The name of the conceptual topic and of its page.</summary>
    public const string AboutName = "about_EksConnector.help.txt";

    /// <summary>The name of the findings page, which is part of the documentation and not of the module.</summary>
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

    /// <summary>The cmdlets, sorted by name. Missing documentation is empty; the tests report it.</summary>
    public IReadOnlyList<CmdletHelp> Cmdlets { get; }

    /// <summary>The findings, in the order of the catalog.</summary>
    public IReadOnlyList<FindingHelp> Findings { get; }

    /// <summary>Loads the module assembly, the XML documentation, and the pages.</summary>
    /// <param name="module">The path of the module assembly.</param>
    /// <param name="pages">The path of the folder with the pages.</param>
    /// <returns>The sources.</returns>
    public static HelpSource Load(string module, string pages)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(module))!;
        DocumentationFile documentation = DocumentationFile.Load(
            [Path.ChangeExtension(module, ".xml"), Path.Combine(folder, "EksConnector.Core.xml")]);
        var reader = new CmdletReader(documentation, name => PageReader.Load(Path.Combine(pages, name + ".md")));
        return new HelpSource(
            [.. ModuleAssembly.Cmdlets(module).Select(reader.Read).OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)],
            File.ReadAllText(Path.Combine(pages, AboutName)).ReplaceLineEndings("\n"),
            documentation,
            FindingsReader.Read(Path.Combine(folder, "EksConnector.Core.dll")));
    }

    /// <summary>Creates the help files. The same sources create the same bytes on all platforms.</summary>
    /// <returns>The files.</returns>
    public IReadOnlyList<HelpFile> Make() =>
    [
        new(MamlName, MamlDocument.Make(Cmdlets)),
        new(AboutName, AboutTopic.Make(_about, _documentation)),
    ];

    /// <summary>Creates the findings page.</summary>
    /// <returns>The page.</returns>
    public HelpFile MakeFindings() => new(FindingsName, FindingsPage.Make(Findings));
}
