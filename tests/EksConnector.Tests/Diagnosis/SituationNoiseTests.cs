namespace EksConnector.Tests.Diagnosis;

/// <summary>Past faults, warnings of the server, and messages of other programs do not change a verdict, for all situations of the corpus.</summary>
public sealed class SituationNoiseTests
{
    public static TheoryData<string> All => CorpusTests.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Noise_changes_no_verdict(string name)
    {
        CorpusSituation situation = CorpusSituation.All[name];

        // The length of the name is a fixed seed that does not change when situations are added.
        string scenario = await SituationNoise.AddAsync(situation.Scenario, situation.Value("namespace") ?? "eks-connector", seed: name.Length);
        scenario.ShouldContain("collector-0");
        SnapshotRead read = await CorpusTests.RunAsync(situation with { Scenario = scenario }, SnapshotRead.OfAsync);
        CorpusTests.ShouldMatchExpectation(situation, DiagnosisRun.Of(read));
    }
}
