using System.Collections.Concurrent;

namespace EksConnector.Tests.Activation;

/// <summary>The expected result for each situation in situations.yaml, on the fake cluster and the fake of AWS.</summary>
public sealed class SituationTests(SituationCluster cluster) : IClassFixture<SituationCluster>
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<ActivationRun>>> s_runs = new(StringComparer.Ordinal);

    public static TheoryData<string> All => Situation.Where(situation => situation.HasCredentials);

    [Fact]
    public void Enough_cases_exist() => Situation.All.Count.ShouldBeGreaterThanOrEqualTo(40);

    [Theory]
    [MemberData(nameof(All))]
    public async Task Evaluates_the_situation_correctly(string name) => SituationJudge.ShouldMatchExpectation(Situation.All[name], await RunAsync(name));

    [Theory]
    [MemberData(nameof(All))]
    public async Task Reports_one_root_cause_with_an_action_and_no_secret(string name) =>
        await SituationJudge.ShouldBeWellFormedAsync(await RunAsync(name));

    // Each situation is run once.
    private Task<ActivationRun> RunAsync(string name) =>
        s_runs.GetOrAdd(name, _ => new(() => SituationJudge.RunAsync(Situation.All[name], cluster))).Value;
}
