using System.Xml.Linq;
using EksConnector.HelpBuilder.Model;
using EksConnector.HelpBuilder.Pages;
using EksConnector.HelpBuilder.Text;
using static EksConnector.HelpBuilder.Xml.MamlNames;

namespace EksConnector.HelpBuilder.Xml;

/// <summary>Creates the MAML of cmdlets.</summary>
internal static class MamlCommand
{
    /// <summary>Creates the element of a cmdlet.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <returns>The element.</returns>
    public static XElement Make(CmdletHelp cmdlet)
    {
        string[] name = cmdlet.Name.Split('-', 2);
        return new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", cmdlet.Name),
                new XElement(Command + "verb", name[0]),
                new XElement(Command + "noun", name[^1]),
                Description([cmdlet.Synopsis], int.MaxValue)),
            Description(cmdlet.Description, Width),
            new XElement(Command + "syntax", cmdlet.ParameterSets.Select(set => MamlParameter.Syntax(cmdlet, set))),
            new XElement(
                Command + "parameters",
                cmdlet.Parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(MamlParameter.Create)),
            new XElement(Command + "inputTypes", Inputs(cmdlet)),
            new XElement(Command + "returnValues", cmdlet.Outputs.Select(Output)),
            new XElement(
                Maml + "alertSet",
                new XElement(Maml + "title", "Permissions and notes"),
                new XElement(Maml + "alert", Paragraphs(Notes(cmdlet.Page), NarrowWidth))),
            new XElement(Command + "examples", cmdlet.Page.Examples.Select(Example)),
            new XElement(Command + "relatedLinks", cmdlet.Page.Links.Select(Link)));
    }

    private static IEnumerable<XElement> Inputs(CmdletHelp cmdlet)
    {
        foreach (ParameterHelp parameter in cmdlet.Parameters)
        {
            string how = MamlParameter.PipelineInput(parameter);
            if (how != MamlParameter.NoPipelineInput)
            {
                string[] wholly = parameter.Uses.Any(use => use.TakesPipeline) ? [$"You can pipe values to -{parameter.Name}."] : [];
                string[] byName = parameter.Uses.Any(use => use.TakesPipelineProperty)
                    ? [$"You can pipe objects with a property named {string.Join(" or ", parameter.Aliases.Prepend(parameter.Name))} to -{parameter.Name}."]
                    : [];
                yield return new XElement(
                    Command + "inputType", Type(parameter.FullTypeName), Description([string.Join(' ', wholly.Concat(byName))], NarrowWidth));
            }
        }

        if (cmdlet.Parameters.All(parameter => MamlParameter.PipelineInput(parameter) == MamlParameter.NoPipelineInput))
        {
            yield return new XElement(Command + "inputType", Type("None"), Description(["This cmdlet does not accept pipeline input."], NarrowWidth));
        }
    }

    private static XElement Output(OutputHelp output) =>
        new(Command + "returnValue", Type(output.TypeName), Description(OutputParagraphs(output), NarrowWidth));

    private static IEnumerable<string> OutputParagraphs(OutputHelp output)
    {
        IEnumerable<string> properties = output.Properties.Count == 0
            ? []
            : [TextTable.Render([.. output.Properties.Select(property => new[] { property.Name, property.Description })], NarrowWidth, hasHeader: false)];
        return
        [
            .. output.Description,
            .. properties,
            .. output.Parts.SelectMany(part => OutputParagraphs(part).Prepend(part.TypeName)),
        ];
    }

    private static IEnumerable<string> Notes(CmdletPage page) => page.Permissions.Concat(page.Notes).Select(block => block.Text);

    private static XElement Example(Example example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", $"----- Example {index + 1}: {example.Title} -----"),
        new XElement(Dev + "code", example.CodeAndOutput),

        // The empty paragraph separates the example from the next one.
        new XElement(Dev + "remarks", Paragraphs(example.Remarks.Select(block => block.Text).Append(string.Empty), Width)));

    private static XElement Link(Link link) => new(
        Maml + "navigationLink", new XElement(Maml + "linkText", link.Uri.Length > 0 ? link.Text + ":" : link.Text), new XElement(Maml + "uri", link.Uri));
}
