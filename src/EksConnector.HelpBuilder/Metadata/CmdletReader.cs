using EksConnector.HelpBuilder.Documentation;
using EksConnector.HelpBuilder.Model;
using EksConnector.HelpBuilder.Pages;

namespace EksConnector.HelpBuilder.Metadata;

/// <summary>Reads the help of cmdlets.</summary>
/// <param name="documentation">The XML documentation.</param>
/// <param name="page">The function that returns the page of a cmdlet by its name.</param>
internal sealed class CmdletReader(DocumentationFile documentation, Func<string, CmdletPage> page)
{
    private readonly ParameterReader _parameters = new(documentation);
    private readonly OutputReader _outputs = new(documentation);

    /// <summary>Reads a cmdlet.</summary>
    /// <param name="type">The class of the cmdlet.</param>
    /// <returns>The help of the cmdlet.</returns>
    public CmdletHelp Read(Type type)
    {
        AttributeFacts cmdlet = AttributeFacts.Of(type, "CmdletAttribute").First();
        string name = string.Join('-', cmdlet.Arguments);
        IReadOnlyList<ParameterHelp> parameters = _parameters.Read(type, cmdlet.Get("SupportsShouldProcess", defaultValue: false));
        return new CmdletHelp
        {
            Name = name,
            Synopsis = string.Join(' ', documentation.Paragraphs("T:" + type.FullName, "summary")),
            Description = documentation.Paragraphs("T:" + type.FullName, "remarks"),
            ParameterSets = Sets(parameters, cmdlet.Get<string?>("DefaultParameterSetName", defaultValue: null)),
            Parameters = parameters,
            Outputs = [.. AttributeFacts.Of(type, "OutputTypeAttribute").SelectMany(output => output.Arguments).OfType<Type>().Distinct().Select(_outputs.Read)],
            Page = page(name),
        };
    }

    private static string[] Sets(IReadOnlyList<ParameterHelp> parameters, string? first)
    {
        IEnumerable<string> named = parameters.SelectMany(parameter => parameter.Uses).Select(use => use.Set)
            .Where(set => set != ParameterUse.AllSets);
        string[] sets = [.. (first is null ? named : named.Prepend(first)).Distinct(StringComparer.Ordinal)];
        return sets.Length > 0 ? sets : [ParameterUse.AllSets];
    }
}
