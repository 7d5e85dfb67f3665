using EksConnector.Core.Findings.Catalogue;
using EksConnector.Core.Findings.Symptoms;
using EksConnector.Tests.Findings;

namespace EksConnector.Tests.Diagnosis.Grid;

/// <summary>The findings of the rules for facts, without a server. Each case is a line of grid.yaml.</summary>
public sealed class GridTests
{
    private static readonly Lazy<HashSet<(string Code, string Severity)>> s_raised = new(() =>
        [.. GridCase.All.Values.SelectMany(each => each.Findings).Select(finding => (finding.Code, finding.Severity))]);

    public static TheoryData<string> Cases => new([.. GridCase.All.Keys]);

    public static TheoryData<string> EventCodes => new([.. SymptomTable.Events.Rows.Select(symptom => symptom.Code).Where(code => code != Symptom.Harmless).Distinct()]);

    public static TheoryData<string> Codes => new([.. FindingCatalogue.All.Select(row => row.Code)]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluates_the_facts_correctly(string name)
    {
        GridCase row = GridCase.All[name];
        row.Findings.Select(finding => $"{finding.Severity} {finding.Code}").Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(row.Finds.Order(StringComparer.Ordinal), string.Join('\n', row.Findings.Select(finding => $"{finding}: {finding.Summary} {finding.Evidence}")));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_code_is_raised_with_its_catalogued_severity_and_each_downgrade(string code)
    {
        FindingDefinition row = FindingCatalogue.Row(code);
        string[] raised = [.. s_raised.Value.Where(each => each.Code == code).Select(each => each.Severity)];
        raised.Where(severity => severity != row.Severity).ShouldBe(row.Downgrades, ignoreOrder: true);
        (raised.Contains(row.Severity) || s_symptoms.Value.Contains(code)).ShouldBeTrue("no line of grid.yaml and no symptom raises it");
    }

    // Rules accept only some of the symptoms of events, so a new symptom must show in a diagnosis.
    [Theory]
    [MemberData(nameof(EventCodes))]
    public void Each_code_of_an_event_is_raised_by_a_rule(string code) =>
        s_raised.Value.Select(each => each.Code).ShouldContain(code);

    // Symptoms and denials are raised with the severity of their row, from a log or by Resolve-EksConnectorError.
    private static readonly Lazy<HashSet<string>> s_symptoms = new(() =>
    [
        .. new[] { SymptomTable.Init, SymptomTable.Agent, SymptomTable.Proxy, SymptomTable.Events, SymptomTable.Images, SymptomTable.Tools }
            .SelectMany(table => table.Rows).Select(symptom => symptom.Code),
        .. ErrorResolverTests.Rows().SelectMany(row => row.Codes),
    ]);
}
