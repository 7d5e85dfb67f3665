using System.Globalization;
using System.Xml.Linq;
using EksConnector.HelpBuilder.Model;
using static EksConnector.HelpBuilder.Xml.MamlNames;

namespace EksConnector.HelpBuilder.Xml;

/// <summary>Writes parameters, in a line of the syntax and by themselves.</summary>
internal static class MamlParameter
{
    /// <summary>What stands for "nothing from the pipeline".</summary>
    public const string No = "False";

    /// <summary>Writes the syntax of a parameter set.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="set">The set.</param>
    /// <returns>The element.</returns>
    public static XElement Syntax(CmdletHelp cmdlet, string set)
    {
        // As Get-Command -Syntax has them: by position, then what must be given, then the rest.
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

    /// <summary>Writes a parameter by itself, with what is true of it in all its sets.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The element.</returns>
    public static XElement Whole(ParameterHelp parameter)
    {
        var use = new ParameterUse
        {
            Set = ParameterUse.AllSets,
            IsMandatory = parameter.Uses.All(one => one.IsMandatory),
            Position = parameter.Uses.Select(one => one.Position).FirstOrDefault(position => position is not null),
        };
        return Make(parameter, use, inSyntax: false);
    }

    /// <summary>Says what a parameter takes from the pipeline.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>In MAML's words.</returns>
    public static string PipelineInput(ParameterHelp parameter)
    {
        bool whole = parameter.Uses.Any(use => use.TakesPipeline);
        bool property = parameter.Uses.Any(use => use.TakesPipelineProperty);
        return (whole, property) switch
        {
            (true, true) => "True (ByValue, ByPropertyName)",
            (true, false) => "True (ByValue)",
            (false, true) => "True (ByPropertyName)",
            _ => No,
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

        // Get-Help shows the values in the line of the syntax only where there is this group.
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

        // PowerShell 7.4 does not show aliases by itself.
        if (parameter.Aliases.Count > 0)
        {
            yield return $"Aliases: {string.Join(", ", parameter.Aliases)}.";
        }
    }
}
