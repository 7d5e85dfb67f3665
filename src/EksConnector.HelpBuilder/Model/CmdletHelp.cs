using EksConnector.HelpBuilder.Pages;

namespace EksConnector.HelpBuilder.Model;

/// <summary>The help of a cmdlet.</summary>
internal sealed record CmdletHelp
{
    /// <summary>The name of the cmdlet.</summary>
    public required string Name { get; init; }

    /// <summary>The synopsis, one sentence; empty if it is missing.</summary>
    public required string Synopsis { get; init; }

    /// <summary>The paragraphs of the description.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The names of the parameter sets, starting with the default.</summary>
    public required IReadOnlyList<string> ParameterSets { get; init; }

    /// <summary>The parameters: those of the base classes first, in the order of the source.</summary>
    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    /// <summary>The output types.</summary>
    public required IReadOnlyList<OutputHelp> Outputs { get; init; }

    /// <summary>The content of the page.</summary>
    public required CmdletPage Page { get; init; }
}
