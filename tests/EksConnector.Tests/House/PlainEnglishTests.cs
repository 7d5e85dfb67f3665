using System.Text.RegularExpressions;
using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Tests.House;

/// <summary>Keeps words that read like a literal translation out of the texts that a user reads.</summary>
public sealed partial class PlainEnglishTests
{
    // The sources whose texts a user reads. Widen the list when the texts of another room are rewritten.
    private static readonly string[] s_sources =
    [
        "src/EksConnector.Core/Findings/Catalogue",
        "src/EksConnector.Core/Findings/Resolving/ErrorResolver.cs",
        "src/EksConnector.Core/Findings/Assessment.cs",
        "src/EksConnector.Core/Findings/Observation.cs",
        "src/EksConnector.Core/Connector/Unread.cs",
        "src/EksConnector.Core/Diagnosis/Rules",
        "src/EksConnector.Core/Diagnosis/Repair",
        "src/EksConnector.Core/Diagnosis/Reset",
        "src/EksConnector.Core/Diagnosis/Reading",
        "src/EksConnector.Core/Diagnosis/Facts",
        "src/EksConnector.Core/Diagnosis/Bundle",
        "src/EksConnector.Core/Diagnosis/AwsFailures.cs",
        "src/EksConnector.Core/Diagnosis/DiagnosisText.cs",
        "src/EksConnector.Core/Diagnosis/DiagnosisVerdict.cs",
        "src/EksConnector/Formatting",
    ];

    // The files that are shown as they are.
    private static readonly string[] s_pages = ["docs/findings.md", "src/EksConnector/EksConnector.format.ps1xml"];

    public static TheoryData<string> Sources => new(s_sources);

    public static TheoryData<string> Pages => new(s_pages);

    [Theory]
    [MemberData(nameof(Sources))]
    public void Texts_in_the_source_use_plain_words(string source)
    {
        string path = Path.Combine(Repository.Root, source);
        string[] files = Directory.Exists(path) ? Directory.GetFiles(path, "*.cs", SearchOption.AllDirectories) : [path];
        files.ShouldNotBeEmpty();
        files.SelectMany(file => Texts(File.ReadLines(file)).Where(IsOdd).Select(text => $"{Path.GetFileName(file)}: {text}")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Pages_use_plain_words(string page) => File.ReadLines(Path.Combine(Repository.Root, page)).Where(IsOdd).ShouldBeEmpty();

    [Fact]
    public void The_catalogue_uses_plain_words() =>
        FindingCatalogue.Themes.Select(theme => theme.Name)
            .Concat(FindingCatalogue.All.SelectMany(row => new[] { row.Meaning, row.SeenIn, row.Cause, row.RecommendedAction, row.Phrase, row.Absence }).OfType<string>())
            .Where(IsOdd).ShouldBeEmpty();

    [Fact]
    public void Terms_of_Kubernetes_and_AWS_are_capitalized() =>
        FindingCatalogue.All.SelectMany(row => new[] { row.Meaning, row.SeenIn, row.Cause, row.RecommendedAction, row.Phrase, row.Absence }).OfType<string>()
            .Where(text => Lowercase().IsMatch(Quoted().Replace(text, string.Empty))).ShouldBeEmpty();

    [Theory]
    [InlineData("Mend the node.")]
    [InlineData("Make the Secret anew.")]
    [InlineData("Get-EksConnectorStatus tells why.")]
    [InlineData("The Secret is not there.")]
    [InlineData("The connector may not read it.")]
    [InlineData("The region is none.")]
    [InlineData("The id is no GUID.")]
    public void Detects_wording_that_is_not_plain(string text) => IsOdd(text).ShouldBeTrue();

    [Theory]
    [InlineData("There is no evidence of a connection.")]
    [InlineData("The node no longer exists.")]
    [InlineData("The connector is not permitted to read it.")]
    public void Returns_plain_text_unchanged(string text) => IsOdd(text).ShouldBeFalse();

    [Fact]
    public void Reads_only_string_literals_from_the_source() =>
        Texts(["/// <summary>Mends it.</summary>", "// Mend it.", "Fail($\"Fix {name} \\\"now\\\"\"); // mend it"]).ShouldBe(["Fix {} \\\"now\\\""]);

    private static bool IsOdd(string text) => Odd().IsMatch(text);

    // A text is more than one word.
    private static IEnumerable<string> Texts(IEnumerable<string> lines) => lines
        .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
        .SelectMany(line => Literal().Matches(line).Select(match => match.Groups["text"].Value))
        .Select(text => Hole().Replace(text, "{}"))
        .Where(text => text.Contains(' ', StringComparison.Ordinal));

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();

    [GeneratedRegex("\"(?<text>(\\\\.|[^\"\\\\])*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();

    [GeneratedRegex(
        @"\b(mend(s|ed|ing)?|anew|tells?|told|seen|besides|may not|asks?|asked|hangs? up|has to be there|somebody|anybody|nobody|twins?|rehears\w+|side by side|cut off|slips?|at once|patience|turns? to|is apart|gone)\b|\bnot there\b|\bdoes not answer\b|\bno other code\b|\bis none\b|(?<!there )\bis no (?!longer\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Odd();

    // Messages of programs stand in parentheses, and commands have options.
    [GeneratedRegex(@"\([^)]*\)|'[^']*'|\bkubectl [^.:]*|-Container \S+", RegexOptions.None, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<![-/.\w<])(pods?|statefulsets?|secrets?|configmaps?|regions?|activation ids?)(?![-/.\w])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lowercase();
}
