using System.Diagnostics;
using System.Text;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Tests.KubeConfig;

/// <summary>Long values do not go through the parser, and yet the document is as if they did.</summary>
public sealed class LongValuesTests
{
    private static readonly string s_long = string.Concat(Enumerable.Repeat("LS0tLS1CRUdJTiBDRVJU", 20)) + "==";
    private static readonly string s_digits = new('7', 300);

    [Theory]
    [InlineData("a: {0}\nb: x\n")]
    [InlineData("a: {0}\r\nb: x\r\n")]
    [InlineData("a: {0}")]
    [InlineData("a: \"{0}\"\nb: x\n")]
    [InlineData("a: '{0}'\nb: x\n")]
    [InlineData("{{\n  \"a\": \"{0}\",\n  \"b\": \"x\"\n}}")]
    [InlineData("a: {0} # {0}\nb: x\n")]
    [InlineData("# {0}\na: {0}\nb: x\n")]
    [InlineData("a: >-\n  {0}\nb: x\n")]
    [InlineData("a: !!str {0}\nb: x\n")]
    [InlineData("a: &v {0}\nb: *v\n")]
    public void A_long_value_is_read_as_it_is_written(string text)
    {
        foreach (string value in new[] { s_long, s_digits })
        {
            YamlNode root = Read(string.Format(null, text, value));
            root.Fields["a"].Text.ShouldBe(value);
            bool isText = text.Contains("{0}\"", StringComparison.Ordinal) || text.Contains("{0}'", StringComparison.Ordinal) || text.Contains("a: >", StringComparison.Ordinal) || text.Contains("!!str", StringComparison.Ordinal);
            root.Fields["a"].Kind.ShouldBe(value == s_digits && !isText ? YamlNodeKind.Number : YamlNodeKind.Text);
        }
    }

    [Fact]
    public void Values_on_several_lines_and_beside_other_words_stay_in_place()
    {
        YamlNode root = Read($"a: |\n  {s_long}\n  one {s_long}\n  {s_long} two\nb: one\n  {s_long}\n  two\nc:\n- {s_long}\n- \"x\\\n  {s_long}\"\n");
        root.Fields["a"].Text.ShouldBe($"{s_long}\none {s_long}\n{s_long} two\n");
        root.Fields["b"].Text.ShouldBe($"one {s_long} two");
        root.Fields["c"].Items.Select(item => item.Text).ShouldBe([s_long, "x" + s_long]);
    }

    [Fact]
    public void Lines_and_columns_of_what_follows_stay_as_they_are()
    {
        YamlNode root = Read($"a: {s_long}\nb:   x\n");
        (root.Fields["b"].Line, root.Fields["b"].Column).ShouldBe((2, 6));
    }

    [Fact]
    public void A_block_of_many_long_lines_takes_time_in_proportion_to_its_length()
    {
        double small = Milliseconds(5_000);
        Milliseconds(80_000).ShouldBeLessThan(Math.Max(80 * small, 5_000));

        static double Milliseconds(int lines)
        {
            string text = "a: |\n" + string.Concat(Enumerable.Repeat($"  {s_long}\n", lines));
            var watch = Stopwatch.StartNew();
            Read(text).Fields["a"].Text.Length.ShouldBe(lines * (s_long.Length + 1));
            return watch.Elapsed.TotalMilliseconds;
        }
    }

    [Fact]
    public void A_kubeconfig_of_a_large_fleet_is_read_with_little_more_than_its_structure()
    {
        var text = new StringBuilder("apiVersion: v1\nkind: Config\nclusters:\n");
        for (int i = 0; i < 5_000; i++)
        {
            text.Append(null, $"- cluster:\n    certificate-authority-data: {s_long}{s_long.TrimEnd('=')}{i:0000}\n    server: https://c{i}:6443\n  name: c{i}\n");
        }

        LongValues.TakeOut(text.ToString(), out string shortened);
        shortened.Length.ShouldBeLessThan(text.Length / 4);
    }

    private static YamlNode Read(string text) => YamlDocumentReader.Read(text, "config", log: null)!;
}
