using EksConnector.HelpBuilder.Pages;

namespace EksConnector.Tests.Help;

public sealed class PageReaderTests
{
    [Fact]
    public void An_example_has_code_output_and_remarks()
    {
        Example example = Parse("## Examples\n\n### Look\n\n```powershell\n# a comment\nGet-It\n```\n\n```\nit  is\n```\n\nTwo lines\nof `remarks`.\n")
            .Examples.ShouldHaveSingleItem();
        example.Title.ShouldBe("Look");
        example.CodeAndOutput.ShouldBe("# a comment\nGet-It\n\nit  is");
        example.Remarks.ShouldHaveSingleItem().Text.ShouldBe("Two lines of remarks.");
    }

    [Fact]
    public void A_heading_inside_a_code_fence_is_not_a_heading() =>
        Parse("## Examples\n### Look\n```powershell\n## Notes\n### x\n```\n").Examples.ShouldHaveSingleItem().Code.ShouldBe("## Notes\n### x");

    [Fact]
    public void A_table_keeps_its_columns_and_wraps_the_last() =>
        Parse($"## Permissions\n| In | Right |\n| --- | --- |\n| RBAC | {string.Join(' ', Enumerable.Repeat("word", 14))} |\n").Permissions
            .ShouldHaveSingleItem().Text
            .ShouldBe($"In    Right\n--    -----\nRBAC  {string.Join(' ', Enumerable.Repeat("word", 13))}\n      word");

    [Fact]
    public void A_list_item_continues_on_the_next_line() =>
        Parse("## Notes\n- one\n  and more\n- two\n").Notes.ShouldHaveSingleItem().Text.ShouldBe("- one and more\n- two");

    [Fact]
    public void A_paragraph_and_a_list_item_can_begin_with_a_parameter_name()
    {
        CmdletPage page = Parse("## Notes\n-Name selects it.\n\n- -Name selects it,\n  and `-Other` does not.\n");
        page.Notes.Select(block => block.Text).ShouldBe(["-Name selects it.", "- -Name selects it, and -Other does not."]);
    }

    [Fact]
    public void A_link_without_an_address_is_a_topic() =>
        Parse("## Related links\n- [Online version](https://example.com/x)\n- about_It\n").Links
            .ShouldBe([new Link("Online version", "https://example.com/x"), new Link("about_It", string.Empty)]);

    [Theory]
    [InlineData("## Example\n")]
    [InlineData("## Notes\n```\nno end\n")]
    [InlineData("## Examples\n### Look\nremarks\n```powershell\nGet-It\n```\n")]
    public void Refuses_to_lose_data(string page) => Should.Throw<InvalidDataException>(() => Parse(page)).Message.ShouldStartWith("It.md: ");

    [Fact]
    public void Reads_Windows_line_endings() => Parse("## Notes\r\nOne.\r\n").Notes.ShouldHaveSingleItem().Text.ShouldBe("One.");

    private static CmdletPage Parse(string text) => PageReader.Parse(text, "It.md");
}
