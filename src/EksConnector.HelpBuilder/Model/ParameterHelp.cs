namespace EksConnector.HelpBuilder.Model;

/// <summary>The help of a parameter.</summary>
internal sealed record ParameterHelp
{
    /// <summary>The name of the parameter, without the dash.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the type, such as <c>String[]</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>The full name of the type.</summary>
    public required string FullTypeName { get; init; }

    /// <summary>The paragraphs of the description; empty if it is missing.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The uses of the parameter, one for each of its parameter sets.</summary>
    public required IReadOnlyList<ParameterUse> Uses { get; init; }

    /// <summary>The aliases of the parameter.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The accepted values; empty if any value is accepted.</summary>
    public IReadOnlyList<string> AcceptedValues { get; init; } = [];

    /// <summary>The default value; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether wildcards are permitted.</summary>
    public bool TakesWildcards { get; init; }

    /// <summary>Whether the parameter is a switch.</summary>
    public bool IsSwitch { get; init; }

    /// <summary>Whether the parameter accepts several values.</summary>
    public bool TakesSeveral { get; init; }

    /// <summary>Returns the use of the parameter in a parameter set.</summary>
    /// <param name="set">The name of the parameter set.</param>
    /// <returns>The use; null if the parameter is not in the set.</returns>
    public ParameterUse? In(string set) => Uses.FirstOrDefault(use => use.Set == set || use.Set == ParameterUse.AllSets);
}
