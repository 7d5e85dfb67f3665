namespace EksConnector.Tests.Diagnosis;

/// <summary>What is over, what the server warns of, and what other programs say changes no verdict, over the whole corpus.</summary>
public sealed class SituationNoiseTests
{
    public static TheoryData<string> All => CorpusTests.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Noise_changes_no_verdict(string name)
    {
        CorpusSituation situation = CorpusSituation.All[name];

        // Fixed: the length of the name is as good as any number, and stays when situations are added.
        string scenario = await SituationNoise.AddAsync(situation.Scenario, situation.Value("namespace") ?? "eks-connector", seed: name.Length);
        scenario.ShouldContain("collector-0");
        SnapshotRead read = await CorpusTests.RunAsync(situation with { Scenario = scenario }, SnapshotRead.OfAsync);
        CorpusTests.JudgesRightly(situation, DiagnosisRun.Of(read));
    }
}
