using System.Text.RegularExpressions;
using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Tests.House;

/// <summary>Keeps words that read like a literal translation out of texts for users, comments, and names.</summary>
public sealed partial class PlainEnglishTests
{
    // The texts of other programs, which are recognized unchanged.
    private static readonly string[] s_quotations = ["Symptoms"];

    // Names of the bundle's format, of kubectl's columns, and of findings.
    private static readonly string[] s_publicNames = ["AgentNeverSeen", "AskedForCredentials", "FirstSeen", "GoneBy", "IsSeen", "LastSeen", "Seen", "SeenIn", "seenIn"];

    private static readonly string[] s_pages =
    [
        "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "EksConnector.psd1",
        "src/EksConnector/EksConnector.format.ps1xml", "src/EksConnector/EksConnector.types.ps1xml",
        .. Files("docs", "*.md").Concat(Files("docs", "*.txt")).Concat(Files("tests", "*.md")).Select(file => Path.GetRelativePath(Repository.Root, file)),
    ];

    public static TheoryData<string> Projects => new(Folders("src"));

    public static TheoryData<string> TestProjects => new(Folders("tests"));

    public static TheoryData<string> Pages => new(s_pages);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Messages_use_plain_words(string project) => Sources(project)
        .Where(file => !s_quotations.Contains(Path.GetFileName(Path.GetDirectoryName(file)), StringComparer.Ordinal))
        .SelectMany(file => Texts(File.ReadLines(file)).Where(IsOdd).Select(text => $"{Path.GetFileName(file)}: {text}")).ShouldBeEmpty();

    // The help is made from the XML documentation.
    [Theory]
    [MemberData(nameof(Projects))]
    public void Documentation_and_comments_use_plain_words(string project) => Sources(project)
        .SelectMany(file => Comments(File.ReadLines(file)).Where(IsOdd).Select(text => $"{Path.GetFileName(file)}: {text}")).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Projects))]
    public void Identifiers_use_plain_words(string project) => Sources(project)
        .SelectMany(file => OddIdentifiers(File.ReadAllText(file)).Select(name => $"{Path.GetFileName(file)}: {name}")).ShouldBeEmpty();

    // Literals in tests are not checked, because most of them are input.
    [Theory]
    [MemberData(nameof(TestProjects))]
    public void Comments_and_identifiers_of_tests_use_plain_words(string project) => TestFiles(project, "*.cs")
        .SelectMany(file => Comments(File.ReadLines(file)).Where(IsOdd).Concat(OddIdentifiers(File.ReadAllText(file))).Select(text => $"{Path.GetFileName(file)}: {text}"))
        .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(TestProjects))]
    public void Scripts_and_scenarios_of_tests_use_plain_words(string project) => TestFiles(project, "*.ps1", "*.psm1", "*.yaml")
        .SelectMany(file => ScriptTexts(File.ReadLines(file)).Where(IsOdd).Select(text => $"{Path.GetFileName(file)}: {text}")).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Pages))]
    public void Pages_use_plain_words(string page) => Prose(File.ReadLines(Path.Combine(Repository.Root, page))).Where(IsOdd).ShouldBeEmpty();

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
    [InlineData("The cmdlet asks the server.")]
    [InlineData("It runs four at once.")]
    [InlineData("Whoever reads it.")]
    [InlineData("The server hears of it.")]
    public void Detects_wording_that_is_not_plain(string text) => IsOdd(text).ShouldBeTrue();

    [Theory]
    [InlineData("There is no evidence of a connection.")]
    [InlineData("The node no longer exists.")]
    [InlineData("The namespace may not exist.")]
    [InlineData("Ask a cluster administrator for this permission.")]
    [InlineData("Returns null if there is none.")]
    [InlineData("The connector is not permitted to read it.")]
    public void Returns_plain_text_unchanged(string text) => IsOdd(text).ShouldBeFalse();

    [Fact]
    public void Reads_only_string_literals_from_the_source() =>
        Texts(["/// <summary>Mends it.</summary>", "// Mend it.", "Fail($\"Fix {name} \\\"now\\\"\"); // mend it"]).ShouldBe(["Fix {} \\\"now\\\""]);

    [Fact]
    public void Reads_comments_without_the_names_in_them() =>
        Comments(["    /// <param name=\"told\">The text.</param>", "string gone; // Mend it.", "    // Mend <see cref=\"Gone\"/> or <c>gone</c>."]).ShouldBe(["/// <param >The text.</param>", "// Mend <see /> or ."]);

    [Fact]
    public void Reads_comments_and_test_names_of_scripts() =>
        ScriptTexts(["# Mend it.", "$gone = 1", "    # gone", "Describe 'A' {", "    It 'Is told <_>' -ForEach @(1) {"]).ShouldBe(["# Mend it.", "# gone", "Describe 'A' {", "It 'Is told <_>' -ForEach @(1) {"]);

    [Fact]
    public void Finds_words_in_identifiers() =>
        OddIdentifiers("int s_patience, isGone; // gone\nvoid TellBreak(string a = \"nobody\") { int maxAtOnce; bool isRetold, goneBy; }")
            .Order(StringComparer.Ordinal).ShouldBe(["TellBreak", "goneBy", "isGone", "maxAtOnce", "s_patience"]);

    [Fact]
    public void Pages_are_read_without_their_code() => Prose(["a `nobody` b", "```", "Mend it.", "```", "c"]).ShouldBe(["a  b", "c"]);

    private static IEnumerable<string> Folders(string parent) => Directory.GetDirectories(Path.Combine(Repository.Root, parent)).Select(path => Path.GetFileName(path)!);

    private static IEnumerable<string> Sources(string project) => Files(Path.Combine("src", project), "*.cs").Where(file => !IsGenerated(file));

    private static IEnumerable<string> TestFiles(string project, params string[] patterns) => patterns
        .SelectMany(pattern => Files(Path.Combine("tests", project), pattern))
        .Where(file => !IsGenerated(file));

    private static bool IsGenerated(string file) => file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static string[] Files(string folder, string pattern) =>
        Directory.GetFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories);

    private static IEnumerable<string> Comments(IEnumerable<string> lines) => lines
        .Select(line => line.Trim())
        .Where(line => line.StartsWith("//", StringComparison.Ordinal))
        .Select(line => Attribute().Replace(line, string.Empty));

    private static IEnumerable<string> ScriptTexts(IEnumerable<string> lines) => lines.Select(line => line.Trim()).Where(line => ScriptText().IsMatch(line));

    private static IEnumerable<string> OddIdentifiers(string source) => Identifier()
        .Matches(NotCode().Replace(source, " ")).Select(match => match.Value).Distinct(StringComparer.Ordinal)
        .Where(name => !s_publicNames.Contains(name, StringComparer.Ordinal) && OddName().IsMatch(Boundary().Replace(name, " ")));

    // Code shows what programs print and what users type.
    private static IEnumerable<string> Prose(IEnumerable<string> lines)
    {
        bool isCode = false;
        foreach (string line in lines)
        {
            bool isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            isCode ^= isFence;
            if (!isCode && !isFence)
            {
                yield return InlineCode().Replace(line, string.Empty);
            }
        }
    }

    private static bool IsOdd(string text) => Odd().IsMatch(text);

    // A text is more than one word.
    private static IEnumerable<string> Texts(IEnumerable<string> lines) => lines
        .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
        .SelectMany(line => Literal().Matches(line).Select(match => match.Groups["text"].Value))
        .Select(text => Hole().Replace(text, "{}"))
        .Where(text => text.Contains(' ', StringComparison.Ordinal));

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, 60_000)]
    private static partial Regex Hole();

    [GeneratedRegex("\"(?<text>(\\\\.|[^\"\\\\])*)\"", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Literal();

    [GeneratedRegex(
        @"\b(mend(s|ed|ing)?|anew|tells?|told|seen|besides|may not(?! (exist|apply|end|belong|work|have)\b)|asks?(?! (a|the|your) (cluster )?administrator)|asked|hangs? up|has to be there|somebody|anybody|nobody|twins?|rehears\w+|side by side|cut off|slips?|at once|patience|turns? to|is apart|gone|whoever|hears? of|no business|for ever)\b|\bnot there\b|\bdoes not answer\b|\bno other code\b|(?<!there )\bis none\b|(?<!there )\bis no (?!longer\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        60_000)]
    private static partial Regex Odd();

    [GeneratedRegex(@"\b(mend(s|ed|ing)?|anew|tells?|told|besides|ask(s|ed)?|hangs? up|somebody|anybody|nobody|twins?|rehears\w+|side by side|cut off|slips?|at once|patience|turns? to|apart|gone)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex OddName();

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*", RegexOptions.None, 60_000)]
    private static partial Regex Identifier();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|_", RegexOptions.None, 60_000)]
    private static partial Regex Boundary();

    [GeneratedRegex("\"\"\"[\\s\\S]*?\"\"\"|//[^\n]*|\"(\\\\.|[^\"\\\\\n])*\"", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex NotCode();

    [GeneratedRegex("(name|cref)=\"[^\"]*\"|<c>[^<]*</c>", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Attribute();

    [GeneratedRegex("^(#|(Describe|Context|It) ')", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex ScriptText();

    [GeneratedRegex("`[^`]*`", RegexOptions.None, 60_000)]
    private static partial Regex InlineCode();

    // Messages of programs are in parentheses, and commands have options.
    [GeneratedRegex(@"\([^)]*\)|'[^']*'|\bkubectl [^.:]*|-Container \S+", RegexOptions.None, 60_000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<![-/.\w<])(pods?|statefulsets?|secrets?|configmaps?|regions?|activation ids?)(?![-/.\w])", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Lowercase();
}
