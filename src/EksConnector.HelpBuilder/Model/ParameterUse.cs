namespace EksConnector.HelpBuilder.Model;

/// <summary>The content of a <c>[Parameter]</c> attribute.</summary>
internal sealed record ParameterUse
{
    /// <summary>PowerShell's name for all parameter sets.</summary>
    public const string AllSets = "__AllParameterSets";

    /// <summary>The parameter set.</summary>
    public required string Set { get; init; }

    /// <summary>Whether the parameter is mandatory.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>The position, 0 or more; null for a named parameter.</summary>
    public int? Position { get; init; }

    /// <summary>Whether the parameter accepts pipeline input by value.</summary>
    public bool TakesPipeline { get; init; }

    /// <summary>Whether the parameter accepts pipeline input by property name.</summary>
    public bool TakesPipelineProperty { get; init; }
}
