using EksConnector.HelpBuilder.Pages;

namespace EksConnector.HelpBuilder.Model;

/// <summary>All that the help says of a cmdlet.</summary>
internal sealed record CmdletHelp
{
    /// <summary>The cmdlet's name.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence; empty where there is none.</summary>
    public required string Synopsis { get; init; }

    /// <summary>The paragraphs of the description.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The names of the parameter sets, the default one first.</summary>
    public required IReadOnlyList<string> ParameterSets { get; init; }

    /// <summary>The parameters: the shared ones of the base classes first, each class's in the order of its source.</summary>
    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    /// <summary>What it emits.</summary>
    public required IReadOnlyList<OutputHelp> Outputs { get; init; }

    /// <summary>What its page says.</summary>
    public required CmdletPage Page { get; init; }
}
