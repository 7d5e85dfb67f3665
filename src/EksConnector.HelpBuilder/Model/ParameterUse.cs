namespace EksConnector.HelpBuilder.Model;

/// <summary>What a <c>[Parameter]</c> attribute says.</summary>
internal sealed record ParameterUse
{
    /// <summary>PowerShell's name for "in every set".</summary>
    public const string AllSets = "__AllParameterSets";

    /// <summary>The parameter set.</summary>
    public required string Set { get; init; }

    /// <summary>Whether it must be given.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>Its position, 0 or more; null where it has to be named.</summary>
    public int? Position { get; init; }

    /// <summary>Whether it takes whole objects from the pipeline.</summary>
    public bool TakesPipeline { get; init; }

    /// <summary>Whether it takes the pipeline objects' property of its name.</summary>
    public bool TakesPipelineProperty { get; init; }
}
