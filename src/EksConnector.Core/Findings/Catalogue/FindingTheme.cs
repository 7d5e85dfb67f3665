namespace EksConnector.Core.Findings.Catalogue;

/// <summary>What can be found around one thing.</summary>
internal sealed class FindingTheme
{
    internal FindingTheme(string name, params FindingDefinition[] findings)
    {
        Name = name;
        Findings = findings;
    }

    /// <summary>What it is about, such as <c>Images</c>.</summary>
    public string Name { get; }

    /// <summary>The definitions, in the order in which a person would look.</summary>
    public IReadOnlyList<FindingDefinition> Findings { get; }
}
