using EksConnector.Tests.Aws;

namespace EksConnector.Tests.Activation;

/// <summary>The situations in situations.yaml without AWS credentials in the environment.</summary>
[Collection(nameof(AwsGroup))]
public sealed class SituationsWithoutCredentialsTests(SituationCluster cluster) : IClassFixture<SituationCluster>
{
    public static TheoryData<string> All => Situation.Where(situation => !situation.HasCredentials);

    [Theory]
    [MemberData(nameof(All))]
    public async Task Evaluates_the_situation_correctly(string name)
    {
        using var environment = new AwsEnvironment();
        Situation situation = Situation.All[name];
        ActivationRun run = await SituationJudge.RunAsync(situation, cluster);
        SituationJudge.ShouldMatchExpectation(situation, run);
        await SituationJudge.ShouldBeWellFormedAsync(run);
    }
}
