namespace EksConnector.Core.Findings.Catalogue;

/// <summary>A group of findings about the same topic.</summary>
internal sealed class FindingTheme
{
    internal FindingTheme(string name, params FindingDefinition[] findings)
    {
        Name = name;
        Findings = findings;
    }

    /// <summary>The name of the topic, such as <c>Images</c>.</summary>
    public string Name { get; }

    /// <summary>The definitions, in the order of troubleshooting.</summary>
    public IReadOnlyList<FindingDefinition> Findings { get; }
}
