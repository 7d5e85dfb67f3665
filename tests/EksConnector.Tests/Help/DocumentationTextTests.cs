using System.Xml.Linq;
using EksConnector.HelpBuilder.Documentation;

namespace EksConnector.Tests.Help;

public sealed class DocumentationTextTests
{
    [Theory]
    [InlineData("One\n   line.", "One line.")]
    [InlineData("<para>One.</para>\n<para>Two.</para>", "One.|Two.")]
    [InlineData("One.\n<para>Two.</para>", "One.|Two.")]
    [InlineData("Such as <c>a</c> or <see langword=\"null\"/>.", "Such as a or null.")]
    [InlineData("See <see cref=\"P:EksConnector.Commands.ClusterCmdlet.Server\"/>.", "See -Server.")]
    [InlineData("See <see cref=\"P:EksConnector.PodStatus.Ready\"/>.", "See Ready.")]
    [InlineData("Either: <list type=\"bullet\"><item>a</item><item><description>b</description></item></list>", "Either:|- a\n- b")]
    [InlineData("  ", "")]
    public void Comments_become_paragraphs(string comment, string paragraphs) =>
        string.Join('|', DocumentationText.Paragraphs(XElement.Parse($"<summary>{comment}</summary>", LoadOptions.PreserveWhitespace)))
            .ShouldBe(paragraphs);
}
