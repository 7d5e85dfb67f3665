using System.Reflection;
using EksConnector.HelpBuilder;
using EksConnector.Tests.House;

namespace EksConnector.Tests.Help;

/// <summary>The help of the module equals that generated from its sources, and the committed page of findings is up to date.</summary>
public sealed class HelpFilesTests
{
    public static TheoryData<string> Files => new(HelpSource.MamlName, HelpSource.AboutName);

    [Theory]
    [MemberData(nameof(Files))]
    public void The_module_has_the_help_file(string name)
    {
        string path = Path.Combine(Repository.Module, "en-US", name);
        string made = BuiltHelp.Source.Make().Single(file => file.Name == name).Text;
        (File.ReadAllText(path) == made).ShouldBeTrue($"{path} is outdated: build Module.sln.");
    }

    [Fact]
    public void The_findings_page_is_up_to_date()
    {
        string path = Path.Combine(Repository.Root, "docs", HelpSource.FindingsName);
        HelpFile made = BuiltHelp.Source.MakeFindings();
        (File.ReadAllText(path).ReplaceLineEndings("\n") == made.Text).ShouldBeTrue($"{path} is outdated: build Module.sln and commit it.");
        foreach (string code in EksConnector.Core.Findings.Catalogue.FindingCatalogue.All.Select(definition => definition.Code))
        {
            made.Text.ShouldContain($"<a id=\"{code}\">", Case.Sensitive);
        }
    }

    [Fact]
    public void The_help_file_has_the_name_of_the_module_assembly() =>
        File.ReadAllText(Path.Combine(Repository.Root, "EksConnector.psd1"))
            .ShouldMatch($"NestedModules\\s+= @\\('{HelpSource.MamlName[..^"-Help.xml".Length]}'");

    [Fact]
    public void The_topic_lists_every_error_and_fits_into_80_columns()
    {
        string topic = BuiltHelp.Source.Make().Single(file => file.Name == HelpSource.AboutName).Text;
        string[] lines = topic.Split('\n');
        lines.Where(line => line.Length > 80).ShouldBeEmpty();
        typeof(ErrorIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"    {field.GetRawConstantValue()} ")
            .Where(start => !lines.Any(line => line.StartsWith(start, StringComparison.Ordinal))).ShouldBeEmpty();
    }
}
