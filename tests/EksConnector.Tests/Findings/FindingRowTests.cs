using System.Reflection;
using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Tests.Findings;

/// <summary>The relations between the rows of the catalogue, and what the test tables say of each row.</summary>
public sealed class FindingRowTests
{
    public static TheoryData<string> Codes => FindingCatalogueTests.Codes;

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_row_names_codes_and_tags_that_exist(string code)
    {
        FindingDefinition row = FindingCatalogue.Row(code);
        string[] tags = [.. typeof(FindingTags).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.Name)];
        row.Tags.ShouldBeSubsetOf(tags);
        row.LeadsTo.Where(name => FindingCatalogue.Of(name) is null).ShouldBeSubsetOf(tags);
        row.MorePreciseThan.ShouldAllBe(name => FindingCatalogue.Of(name) != null);
        row.LeadsTo.ShouldNotContain(code);
        row.MorePreciseThan.ShouldNotContain(code);
        row.Downgrades.ShouldNotContain(row.Severity);
        row.Downgrades.ShouldBeSubsetOf([DiagnosisWords.Warning, DiagnosisWords.Information]);
    }

    [Fact]
    public void Every_tag_is_used() =>
        typeof(FindingTags).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.Name)
            .ShouldBeSubsetOf(FindingCatalogue.All.SelectMany(row => row.Tags));

    [Theory]
    [InlineData(FindingCodes.RegionMismatch, FindingCodes.SsmMessagesTimeout, true)]
    [InlineData(FindingCodes.PodOutdated, FindingCodes.SsmTimeout, true)]
    [InlineData(FindingCodes.NodeNotReady, FindingCodes.PodNotReady, true)]
    [InlineData(FindingCodes.NodeNotReady, FindingCodes.EksClusterDisconnected, true)]
    [InlineData(FindingCodes.ImagePullForbidden, FindingCodes.AgentCrashLooping, false)]
    [InlineData(FindingCodes.SsmTimeout, FindingCodes.SsmTimeout, false)]
    [InlineData(FindingCodes.ImpersonationMissing, FindingCodes.EksClusterPending, false)]
    [InlineData(FindingCodes.ImpersonationMissing, FindingCodes.ReadAccessMissing, true)]
    public void Consequences_are_defined_in_the_row_of_the_cause(string root, string code, bool leads) =>
        FindingRelations.Leads(root, code).ShouldBe(leads);

    [Theory]
    [InlineData(FindingCodes.SsmUnreachable, FindingCodes.SsmTlsFailed, true)]
    [InlineData(FindingCodes.SsmUnreachable, FindingCodes.SsmMessagesTlsFailed, false)]
    [InlineData(FindingCodes.InitFailed, FindingCodes.InvalidActivation, true)]
    [InlineData(FindingCodes.InitFailed, FindingCodes.ImagePullFailed, false)]
    [InlineData(FindingCodes.InvalidActivation, FindingCodes.InitFailed, false)]
    public void A_more_precise_finding_replaces_a_general_one(string code, string other, bool gives) =>
        FindingRelations.IsCoveredBy(code, new HashSet<string> { other }).ShouldBe(gives);

    [Fact]
    public void The_rank_of_a_code_is_given_once()
    {
        string[] ranked = [.. FindingCatalogue.All.Select(row => row.Code).Where(code => FindingRanks.Of(code) < FindingRanks.Of("Nothing"))];
        ranked.Select(FindingRanks.Of).ShouldBeUnique();
        FindingRanks.Of(FindingCodes.ManifestNotConnector).ShouldBe(0);
        ranked.Length.ShouldBeGreaterThan(80);
    }
}
