namespace EksConnector.HelpBuilder.Model;

/// <summary>All that the help says of a parameter.</summary>
internal sealed record ParameterHelp
{
    /// <summary>Its name, without the dash.</summary>
    public required string Name { get; init; }

    /// <summary>The name of its type, such as <c>String[]</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>The same with its namespace.</summary>
    public required string FullTypeName { get; init; }

    /// <summary>The paragraphs; none where nobody wrote any.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>Its uses, one for each parameter set that it is in.</summary>
    public required IReadOnlyList<ParameterUse> Uses { get; init; }

    /// <summary>Its other names.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The only values that it takes; none where it takes any.</summary>
    public IReadOnlyList<string> AcceptedValues { get; init; } = [];

    /// <summary>Its value when it is not given; null where there is none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether it takes wildcard patterns.</summary>
    public bool TakesWildcards { get; init; }

    /// <summary>Whether it is a switch.</summary>
    public bool IsSwitch { get; init; }

    /// <summary>Whether it takes several values.</summary>
    public bool TakesSeveral { get; init; }

    /// <summary>How it is used in a parameter set.</summary>
    /// <param name="set">The set's name.</param>
    /// <returns>The use; null where it is not in the set.</returns>
    public ParameterUse? In(string set) => Uses.FirstOrDefault(use => use.Set == set || use.Set == ParameterUse.AllSets);
}
