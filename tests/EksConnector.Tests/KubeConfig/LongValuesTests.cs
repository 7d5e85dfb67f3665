using System.Text;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Tests.KubeConfig;

/// <summary>Long values are not parsed as YAML, but the resulting document is the same.</summary>
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
    public void Reads_a_long_value_unchanged(string text)
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
    public void Redacts_values_on_several_lines_in_place()
    {
        YamlNode root = Read($"a: |\n  {s_long}\n  one {s_long}\n  {s_long} two\nb: one\n  {s_long}\n  two\nc:\n- {s_long}\n- \"x\\\n  {s_long}\"\n");
        root.Fields["a"].Text.ShouldBe($"{s_long}\none {s_long}\n{s_long} two\n");
        root.Fields["b"].Text.ShouldBe($"one {s_long} two");
        root.Fields["c"].Items.Select(item => item.Text).ShouldBe([s_long, "x" + s_long]);
    }

    [Fact]
    public void Keeps_lines_and_columns_of_the_text_that_follows()
    {
        YamlNode root = Read($"a: {s_long}\nb:   x\n");
        (root.Fields["b"].Line, root.Fields["b"].Column).ShouldBe((2, 6));
    }

    [Fact]
    public void Redacts_a_block_of_long_lines_in_linear_time()
    {
        double small = Milliseconds(5_000);
        Milliseconds(80_000).ShouldBeLessThan(Math.Max(80 * small, 5_000));

        static double Milliseconds(int lines)
        {
            string text = "a: |\n" + string.Concat(Enumerable.Repeat($"  {s_long}\n", lines));
            return ProcessorTime.Of(() => Read(text).Fields["a"].Text.Length.ShouldBe(lines * (s_long.Length + 1))).TotalMilliseconds;
        }
    }

    [Fact]
    public void Reads_a_large_kubeconfig_with_little_memory()
    {
        var text = new StringBuilder("apiVersion: v1\nkind: Config\nclusters:\n");
        for (int i = 0; i < 5_000; i++)
        {
            text.Append(null, $"- cluster:\n    certificate-authority-data: {s_long}{s_long.TrimEnd('=')}{i:0000}\n    server: https://c{i}:6443\n  name: c{i}\n");
        }

        LongValues.Extract(text.ToString(), out string shortened);
        shortened.Length.ShouldBeLessThan(text.Length / 4);
    }

    private static YamlNode Read(string text) => YamlDocumentReader.Read(text, "config", log: null)!;
}
