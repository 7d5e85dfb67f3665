using System.Text;
using System.Text.Json;
using EksConnector.Core.Security;
using EksConnector.Tests.Logs;

namespace EksConnector.Tests.Security;

/// <summary>Secrets in all known forms, and lines that do not contain secrets.</summary>
public sealed class RedactionCaseTests
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web);
    private static readonly Dictionary<string, SecretCase> s_cases =
        new[] { "secrets.json", "secrets-2.json", "secrets-3.json" }.SelectMany(file => JsonSerializer.Deserialize<SecretCase[]>(ReadData(file), s_options)!).ToDictionary(item => item.Name);

    public static TheoryData<string> Names => [.. s_cases.Keys];

    public static TheoryData<string> HarmlessLines => [.. ReadData("harmless.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Redacts_a_secret_in_a_text(string name)
    {
        SecretCase item = s_cases[name];
        string redacted = Redactor.Redact(item.Text);
        redacted.ShouldNotContain(item.Secret);
        redacted.ShouldContain(Redactor.Mask);
        Redactor.Redact(redacted).ShouldNotContain(item.Secret);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Redacts_a_secret_between_other_lines(string name)
    {
        SecretCase item = s_cases[name];
        string redacted = Redactor.Redact($"first line\n{item.Text}\n2021-01-08 08:44:27 INFO last line");
        redacted.ShouldNotContain(item.Secret);
        redacted.ShouldStartWith("first line\n");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Redacts_a_secret_in_a_log_wherever_a_block_ends(string name)
    {
        SecretCase item = s_cases[name];
        if (item.TextOnly)
        {
            return;
        }

        byte[] log = Encoding.UTF8.GetBytes($"2021-01-08 08:44:27 INFO first line\n{item.Text}\n");
        string byLine = Encoding.UTF8.GetString(LogText.SavedByLine(log));
        byLine.ShouldNotContain(item.Secret);
        byLine.ShouldStartWith("2021-01-08 08:44:27 INFO first line\n");
        for (int cut = 0; cut <= log.Length; cut++)
        {
            Encoding.UTF8.GetString(LogText.Saved(log, cut)).ShouldBe(byLine);
        }
    }

    [Theory]
    [MemberData(nameof(HarmlessLines))]
    public void Does_not_change_a_harmless_line(string line)
    {
        Redactor.Redact(line).ShouldBeSameAs(line);
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        Encoding.UTF8.GetString(new LineRedactor().Redact(bytes)).ShouldBe(line);
    }

    [Fact]
    public void Enough_harmless_lines_exist() => ReadData("harmless.txt").Count(character => character == '\n').ShouldBeGreaterThanOrEqualTo(150);

    [Fact]
    public void Reads_random_texts_without_an_error()
    {
        var random = new Random(11);
        string[] parts =
        [
            .. SecretAnchors.All.Select(anchor => anchor.Text), .. s_cases.Values.Select(item => item.Text), "\"", "'", "\\", "\\\"", " ", "\n", ":", "=", ",",
            "[", "]", "{", "}", "value", "name", "- ", ">", "<", "@", "%", "%3D", "\u001b[31m", "\0", "&quot;", "\\u0022", "\u00a0", "\ud83d", "x",
        ];
        for (int i = 0; i < 30_000; i++)
        {
            var text = new StringBuilder();
            for (int count = random.Next(1, 12); count > 0; count--)
            {
                string part = parts[random.Next(parts.Length)];
                int start = random.Next(3) == 0 ? random.Next(part.Length) : 0;
                text.Append(part, start, random.Next(4) == 0 ? random.Next(part.Length - start + 1) : part.Length - start);
            }

            string whole = text.ToString();
            Redactor.Redact(whole).ShouldNotBeNull();
            LogText.Saved(Encoding.UTF8.GetBytes(whole)).ShouldBe(LogText.SavedByLine(Encoding.UTF8.GetBytes(whole)));
        }
    }

    private static string ReadData(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "Redaction", name));

    private sealed record SecretCase(string Name, string Text, string Secret, bool TextOnly = false);
}
