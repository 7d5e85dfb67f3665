using System.Globalization;
using System.Xml.Linq;
using EksConnector.HelpBuilder.Model;
using static EksConnector.HelpBuilder.Xml.MamlNames;

namespace EksConnector.HelpBuilder.Xml;

/// <summary>Creates the MAML of parameters, for the syntax and for the parameter list.</summary>
internal static class MamlParameter
{
    /// <summary>The value for parameters without pipeline input.</summary>
    public const string NoPipelineInput = "False";

    /// <summary>Creates the syntax of a parameter set.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="set">The name of the parameter set.</param>
    /// <returns>The element.</returns>
    public static XElement Syntax(CmdletHelp cmdlet, string set)
    {
        // In the order of Get-Command -Syntax: positional, then mandatory, then other parameters.
        var parameters = cmdlet.Parameters
            .Select(parameter => (Parameter: parameter, Use: parameter.In(set)))
            .Where(found => found.Use is not null)
            .OrderBy(found => found.Use!.Position ?? int.MaxValue)
            .ThenBy(found => found.Use!.IsMandatory ? 0 : 1);
        return new XElement(
            Command + "syntaxItem",
            new XElement(Maml + "name", cmdlet.Name),
            parameters.Select(found => Make(found.Parameter, found.Use!, inSyntax: true)));
    }

    /// <summary>Creates the element of a parameter for the parameter list, which applies to all parameter sets.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The element.</returns>
    public static XElement Create(ParameterHelp parameter)
    {
        var use = new ParameterUse
        {
            Set = ParameterUse.AllSets,
            IsMandatory = parameter.Uses.All(one => one.IsMandatory),
            Position = parameter.Uses.Select(one => one.Position).FirstOrDefault(position => position is not null),
        };
        return Make(parameter, use, inSyntax: false);
    }

    /// <summary>Returns the pipeline input of a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The value in the syntax of MAML.</returns>
    public static string PipelineInput(ParameterHelp parameter)
    {
        bool whole = parameter.Uses.Any(use => use.TakesPipeline);
        bool property = parameter.Uses.Any(use => use.TakesPipelineProperty);
        return (whole, property) switch
        {
            (true, true) => "True (ByValue, ByPropertyName)",
            (true, false) => "True (ByValue)",
            (false, true) => "True (ByPropertyName)",
            _ => NoPipelineInput,
        };
    }

    private static XElement Make(ParameterHelp parameter, ParameterUse use, bool inSyntax)
    {
        var element = new XElement(
            Command + "parameter",
            new XAttribute("required", use.IsMandatory),
            new XAttribute("variableLength", parameter.TakesSeveral),
            new XAttribute("globbing", parameter.TakesWildcards),
            new XAttribute("pipelineInput", PipelineInput(parameter)),
            new XAttribute("position", use.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
            new XAttribute("aliases", parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
            new XElement(Maml + "name", parameter.Name));
        if (!inSyntax)
        {
            element.Add(Description(Paragraphs(parameter), NarrowWidth));
        }

        // Get-Help shows the accepted values in the syntax only with this group.
        if (inSyntax && parameter.AcceptedValues.Count > 0)
        {
            element.Add(new XElement(Command + "parameterValueGroup", parameter.AcceptedValues.Select(value => Value(value, isRequired: false))));
        }

        if (!parameter.IsSwitch || !inSyntax)
        {
            element.Add(Value(parameter.TypeName, isRequired: !parameter.IsSwitch));
        }

        if (!inSyntax)
        {
            element.Add(Type(parameter.TypeName), new XElement(Dev + "defaultValue", parameter.Default ?? "None"));
        }

        return element;
    }

    private static XElement Value(string text, bool isRequired) => new(
        Command + "parameterValue",
        new XAttribute("required", isRequired),
        new XAttribute("variableLength", false),
        text);

    private static IEnumerable<string> Paragraphs(ParameterHelp parameter)
    {
        foreach (string paragraph in parameter.Description)
        {
            yield return paragraph;
        }

        if (parameter.AcceptedValues.Count > 0)
        {
            yield return $"Accepted values: {string.Join(", ", parameter.AcceptedValues)}.";
        }

        // PowerShell 7.4 does not show aliases on its own.
        if (parameter.Aliases.Count > 0)
        {
            yield return $"Aliases: {string.Join(", ", parameter.Aliases)}.";
        }
    }
}
