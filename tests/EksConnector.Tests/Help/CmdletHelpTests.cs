using EksConnector.HelpBuilder.Model;
using EksConnector.HelpBuilder.Pages;

namespace EksConnector.Tests.Help;

/// <summary>Everything that a user can use has help. A failure shows what is missing, and docs/help/README.md describes where to add it.</summary>
public sealed class CmdletHelpTests
{
    // The width that Get-Help uses for examples in 80 columns.
    private const int Width = 76;

    public static TheoryData<string> Cmdlets => new(BuiltHelp.Source.Cmdlets.Select(cmdlet => cmdlet.Name));

    [Fact]
    public void The_manifest_exports_the_cmdlets_that_have_help() =>
        BuiltHelp.Source.Cmdlets.Select(cmdlet => $"'{cmdlet.Name}'")
            .ShouldAllBe(name => File.ReadAllText(Path.Combine(House.Repository.Root, "EksConnector.psd1")).Contains(name));

    [Fact]
    public void A_page_belongs_to_a_cmdlet() =>
        Directory.GetFiles(BuiltHelp.Pages, "*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => name != "README")
            .ShouldBeSubsetOf(BuiltHelp.Source.Cmdlets.Select(cmdlet => cmdlet.Name));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_a_synopsis_of_one_line_and_a_description(string name)
    {
        CmdletHelp cmdlet = Find(name);
        cmdlet.Synopsis.ShouldNotBeEmpty();
        cmdlet.Synopsis.Length.ShouldBeLessThanOrEqualTo(Width);
        cmdlet.Description.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Each_parameter_is_described(string name) =>
        Find(name).Parameters.Where(parameter => parameter.Description.Count == 0).Select(parameter => parameter.Name)
            .ShouldBeEmpty("each needs a <summary>");

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_output_and_each_of_its_properties_are_described(string name)
    {
        CmdletHelp cmdlet = Find(name);
        cmdlet.Outputs.ShouldNotBeEmpty("an [OutputType] is missing");
        var outputs = cmdlet.Outputs.SelectMany(output => output.Parts.Prepend(output)).Where(output => IsOurs(output)).ToList();
        outputs.Where(output => output.Description.Count == 0).Select(output => output.TypeName).ShouldBeEmpty("each needs a <summary>");
        outputs.SelectMany(output => output.Properties.Where(property => property.Description.Length == 0).Select(property => $"{output.TypeName}.{property.Name}"))
            .ShouldBeEmpty("each needs a <summary>");
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void There_are_four_examples_with_code_output_and_remarks(string name)
    {
        IReadOnlyList<Example> examples = Find(name).Page.Examples;
        examples.Count.ShouldBeGreaterThanOrEqualTo(4);
        examples.ShouldAllBe(example => example.Code.Contains(name) && example.Output.Length > 0 && example.Remarks.Count > 0);
        examples.Select(example => example.Title).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void One_example_is_a_runbook(string name) =>
        Find(name).Page.Examples.Select(example => example.Code).ShouldContain(code =>
            code.Contains("Get-AutomationVariable") && code.Contains("-KubeConfigText") && code.Contains("-ErrorAction Stop")
            && (code.Contains("Export-Csv") || code.Contains("ConvertTo-Json")));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_examples_fit_into_80_columns(string name)
    {
        IReadOnlyList<Example> examples = Find(name).Page.Examples;
        examples.SelectMany(example => example.CodeAndOutput.Split('\n')).Where(line => line.Length > Width).ShouldBeEmpty();
        examples.Select(example => example.Title).Where(title => title.Length > 54).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Help_lists_the_required_RBAC_and_IAM_permissions(string name)
    {
        Block table = Find(name).Page.Permissions.Where(block => block.Kind == BlockKind.Table).ShouldHaveSingleItem();
        string[] systems = [.. table.Rows.Skip(1).Select(row => row[0]).Distinct()];
        systems.ShouldBe(["RBAC", "IAM"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_first_link_is_the_online_help(string name)
    {
        Link link = Find(name).Page.Links.First(link => link.Uri.Length > 0);
        link.Text.ShouldBe("Online version");
        link.Uri.ShouldEndWith($"/docs/help/{name}.md");
    }

    private static CmdletHelp Find(string name) => BuiltHelp.Source.Cmdlets.Single(cmdlet => cmdlet.Name == name);

    private static bool IsOurs(OutputHelp output) => output.TypeName.StartsWith("EksConnector.", StringComparison.Ordinal);
}
