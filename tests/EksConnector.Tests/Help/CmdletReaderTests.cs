using System.Xml.Linq;
using EksConnector.HelpBuilder.Documentation;
using EksConnector.HelpBuilder.Metadata;
using EksConnector.HelpBuilder.Model;
using EksConnector.HelpBuilder.Pages;
using EksConnector.HelpBuilder.Xml;

namespace EksConnector.Tests.Help;

public sealed class CmdletReaderTests
{
    private static readonly CmdletHelp s_sample =
        new CmdletReader(DocumentationFile.Load([Path.ChangeExtension(typeof(SampleCommand).Assembly.Location, ".xml")]), _ => new CmdletPage())
            .Read(typeof(SampleCommand));

    [Fact]
    public void A_cmdlet_without_parameter_sets_has_one_line_of_syntax()
    {
        s_sample.Name.ShouldBe("Set-Sample");
        s_sample.Synopsis.ShouldStartWith("A cmdlet with all features");
        s_sample.ParameterSets.ShouldHaveSingleItem().ShouldBe(ParameterUse.AllSets);
    }

    [Fact]
    public void ShouldProcess_adds_its_parameters() =>
        s_sample.Parameters.Select(parameter => parameter.Name).ShouldBe(["Thing", "Day", "Colour", "Shade", "Again", "WhatIf", "Confirm"]);

    [Fact]
    public void A_parameter_is_described_by_its_attributes()
    {
        ParameterHelp thing = Parameter("Thing");
        thing.Uses.ShouldHaveSingleItem().ShouldBe(new ParameterUse
        {
            Set = ParameterUse.AllSets,
            IsMandatory = true,
            Position = 0,
            TakesPipeline = true,
            TakesPipelineProperty = true,
        });
        thing.Aliases.ShouldBe(["Item", "it"]);
        thing.Description.ShouldBe(["The thing."]);
        thing.Default.ShouldBeNull();
    }

    [Fact]
    public void Closed_sets_are_enums_and_lists_of_values()
    {
        Parameter("Day").AcceptedValues.ShouldBe(Enum.GetNames<DayOfWeek>());
        Parameter("Day").Default.ShouldBe("Friday");
        Parameter("Day").TakesSeveral.ShouldBeTrue();
        Parameter("Colour").AcceptedValues.ShouldBe(["Red", "Blue"]);
        Parameter("Shade").AcceptedValues.ShouldBe(["Red", "Blue"], "the list of values restricts the enum");
        Parameter("Again").IsSwitch.ShouldBeTrue();
        Parameter("Again").Default.ShouldBe("False");
    }

    [Fact]
    public void Documents_the_properties_of_module_types_and_the_names_of_others()
    {
        s_sample.Outputs.Select(output => output.TypeName).ShouldBe(["System.String", "EksConnector.PodStatus"]);
        s_sample.Outputs[0].Properties.ShouldBeEmpty();
        s_sample.Outputs[1].Properties.Select(property => property.Name).ShouldContain("Ready");
        s_sample.Outputs[1].Parts.Select(part => part.TypeName).ShouldBe(["EksConnector.ContainerStatus", "EksConnector.PodEvent", "EksConnector.PodNode"]);
    }

    [Fact]
    public void A_missing_section_is_empty_and_writable()
    {
        s_sample.Description.ShouldBeEmpty();
        s_sample.Outputs[1].Description.ShouldBeEmpty();
        var maml = XDocument.Parse(MamlDocument.Make([s_sample]));
        maml.Descendants().Where(element => element.Name.LocalName == "inputType").ShouldHaveSingleItem().Value
            .ShouldContain("You can pipe values to -Thing.");
    }

    private static ParameterHelp Parameter(string name) => s_sample.Parameters.Single(parameter => parameter.Name == name);
}
