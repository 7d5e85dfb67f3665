using System.Reflection;
using System.Text.RegularExpressions;
using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Tests.Findings;

/// <summary>Everything that can be found is defined once, in texts that fit where they are shown.</summary>
public sealed class FindingCatalogueTests
{
    private static readonly string[] s_severities = [DiagnosisWords.Error, DiagnosisWords.Warning, DiagnosisWords.Information];

    public static TheoryData<string> Codes => new(Constants());

    [Fact]
    public void Each_code_has_one_definition_and_each_definition_a_code() =>
        FindingCatalogue.All.Select(definition => definition.Code).ShouldBe(Constants(), ignoreOrder: true);

    [Fact]
    public void An_unknown_code_has_no_definition() => FindingCatalogue.Of("Nothing").ShouldBeNull();

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_texts_are_sentences_of_one_line(string code)
    {
        FindingDefinition definition = FindingCatalogue.Of(code)!;
        string[] texts = [definition.Meaning, definition.SeenIn, definition.RecommendedAction, .. definition.Cause is null ? Array.Empty<string>() : [definition.Cause]];
        foreach (string text in texts)
        {
            text.ShouldEndWith(".");
            text.Length.ShouldBeGreaterThan(10);
            text.ShouldNotContain("\n");
            text.ShouldBe(EksConnector.Core.OneLine.Of(text));
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void All_other_settings_have_their_required_values(string code)
    {
        FindingDefinition definition = FindingCatalogue.Of(code)!;
        s_severities.ShouldContain(definition.Severity);
        new Uri(definition.DocumentationUri, UriKind.Absolute).Scheme.ShouldBe("https");
        definition.ToString().ShouldBe(code);
        if (definition.FixCommand is { } fix)
        {
            Redactor.Redact(fix).ShouldBe(fix);
            fix.Split('\n').ShouldAllBe(line => Regex.IsMatch(line, "^(kubectl|aws|helm|docker|echo) "));
            Regex.Matches(fix, "<[^>]*>").ShouldAllBe(name => Regex.IsMatch(name.Value, "^<[A-Z_]+>$"));
        }
    }

    [Fact]
    public void The_repairable_findings_are_known() =>
        FindingCatalogue.All.Where(definition => definition.CanRepair).Select(definition => definition.Code).ShouldBe(
            [
                FindingCodes.StateRoleMissing, FindingCodes.VersionAccessMissing, FindingCodes.ServiceAccountTokenMissing,
                FindingCodes.ServiceAccountTokenEmpty, FindingCodes.ServiceAccountTokenStale, FindingCodes.PodOutdated,
                FindingCodes.KeyNotPersisted,
            ],
            ignoreOrder: true);

    private static string[] Constants() =>
        [.. typeof(FindingCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    // A Pod can have the only copy of its key; a Pod of a network plugin has none. A Pod of a node that no longer exists has lost it, and a replica that registers again does not need it.
    [Fact]
    public void Advice_to_restart_a_Pod_names_what_would_be_lost() =>
        FindingCatalogue.All
            .Where(row => Regex.IsMatch(row.RecommendedAction, "(?i)(?:restart|delete) (?:the|a|its|those)? ?Pods?\\b"))
            .Where(row => row.Code is not (FindingCodes.PodStuckTerminating or FindingCodes.MachineFingerprintMismatch or FindingCodes.PodNetworkFailed))
            .Where(row => !row.RecommendedAction.Contains("KeyNotPersisted", StringComparison.Ordinal) && row.Code != FindingCodes.KeyNotPersisted)
            .Select(row => row.Code)
            .ShouldBeEmpty();
}
