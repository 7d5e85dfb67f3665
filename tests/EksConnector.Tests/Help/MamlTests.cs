using System.Xml.Linq;
using EksConnector.HelpBuilder;

namespace EksConnector.Tests.Help;

/// <summary>The data that the builder reads from the compiled cmdlets for Get-Help.</summary>
public sealed class MamlTests
{
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly XElement s_status = XDocument.Parse(BuiltHelp.Source.Make().Single(file => file.Name == HelpSource.MamlName).Text)
        .Descendants(s_command + "command")
        .Single(command => command.Element(s_command + "details")!.Element(s_command + "name")!.Value == "Get-EksConnectorStatus");

    [Fact]
    public void A_parameter_of_the_base_class_has_its_documentation()
    {
        XElement context = Parameter("Context");
        context.Element(s_maml + "description")!.Value.ShouldStartWith("The names of the kubeconfig contexts to use");
        context.Attribute("pipelineInput")!.Value.ShouldBe("True (ByValue, ByPropertyName)");
        context.Attribute("position")!.Value.ShouldBe("0");
        context.Attribute("required")!.Value.ShouldBe("false");
        context.Attribute("globbing")!.Value.ShouldBe("true");
        context.Element(s_command + "parameterValue")!.Value.ShouldBe("String[]");
    }

    [Theory]
    [InlineData("ThrottleLimit", "16")]
    [InlineData("RequestTimeout", "00:00:30")]
    [InlineData("Context", "The current context")]
    [InlineData("Server", "None")]
    public void A_default_comes_from_the_initial_value_or_the_documentation(string parameter, string value) =>
        Parameter(parameter).Element(s_dev + "defaultValue")!.Value.ShouldBe(value);

    [Fact]
    public void Each_parameter_set_has_a_syntax_line_with_the_default_first()
    {
        List<List<string>> lines = s_status.Descendants(s_command + "syntaxItem")
            .Select(line => line.Elements(s_command + "parameter").Select(parameter => parameter.Element(s_maml + "name")!.Value).ToList()).ToList();
        lines.Count.ShouldBe(3);
        lines[0].ShouldContain("KubeConfigPath");
        lines[1].Take(2).ShouldBe(["Context", "KubeConfigText"]);
        lines[2].ShouldNotContain("Context");
        lines.ShouldAllBe(line => line.Contains("RequestTimeout"));
    }

    private static XElement Parameter(string name) =>
        s_status.Element(s_command + "parameters")!.Elements().Single(parameter => parameter.Element(s_maml + "name")!.Value == name);
}
