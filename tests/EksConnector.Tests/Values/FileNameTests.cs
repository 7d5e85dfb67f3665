using EksConnector.Core;

namespace EksConnector.Tests.Values;

/// <summary>For any values, the file name is a plain name, and different values have different names.</summary>
public sealed class FileNameTests
{
    public static TheoryData<string> Hostile =>
    [
        "", ".", "..", "../../../../x", "..\\..\\x", "/etc/passwd", "C:\\Windows", "C:x", "x:stream", "CON", "con", "nul.txt", "COM1", "com\u00b9", "LPT9.log", "PRN ",
        "x.", "x ", " x", "-rf", "~", "~root", "$HOME", "%TEMP%", "a\0b", "a\nb", "a\u001b[31m", "a\u202eb", "a\u200bb", "\u0430dmin", "K\u212a", "e\u0301", "\u00e9",
        "a\ud800b", "\udb40\udc41", "Admin", "a*b", "a?b", "a<b>", "a|b", "a\"b", "a'b", "a`b", new('a', 5000), "a..b", ".bashrc",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_file_name_has_no_path_and_is_no_device(string value)
    {
        foreach (string name in new[] { FileName.Of([value]), FileName.Of([value], ".log"), FileName.Of(["a", value], ".log"), FileName.Of([value, value, value, value], ".previous.log") })
        {
            name.ShouldMatch("^[a-z0-9_][a-z0-9_.@~-]*$");
            name.ShouldNotContain("..");
            name.ShouldNotEndWith(".");
            name.Length.ShouldBeLessThanOrEqualTo(255);
            name.Split('.', '~')[0].ShouldNotMatch("^(con|prn|aux|nul|com[0-9]|lpt[0-9])$");
            Path.GetFileName(name).ShouldBe(name);
        }
    }

    [Fact]
    public void Different_values_have_different_names_in_any_case()
    {
        string[] values = [.. ((IEnumerable<object[]>)Hostile).Select(row => (string)row[0]), "admin", "x", "a_b", "_", "a.b", FileName.Of(["Admin"]), FileName.Of(["a b"])];
        values = [.. values.Distinct(StringComparer.Ordinal)];
        values.Select(value => FileName.Of([value])).Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(values.Length);

        string[][] pairs = [["a", "b.c"], ["a.b", "c"], ["", "a.b.c"], ["a.b.c", ""], ["A.b", "c"], ["a.b", "C"], ["a_b", "c"], ["a:b", "c"]];
        pairs.Select(parts => FileName.Of(parts, ".log")).Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(pairs.Length);
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("admin@cluster.example.com")]
    [InlineData("eks-connector_1")]
    public void Does_not_quote_a_plain_value(string value) => FileName.Of([value, "ns"], ".log").ShouldBe($"{value}.ns.log");
}
