using EksConnector.Core.Findings;

namespace EksConnector.Tests.Findings;

public sealed class ManyObservationsTests
{
    [Fact]
    public void Findings_for_many_principals_take_linear_time()
    {
        Observation[] observations = [.. Enumerable.Range(0, 100_000).Select(number =>
            Observation.Found(FindingCodes.ConsoleUserIsAdmin, "A user.") with { PrincipalArn = $"arn:aws:iam::111122223333:user/user-{number}" })];

        // Compared pair by pair, they take ten times as long on a fast machine.
        ProcessorTime.Of(() => new Assessment(observations).Observations.Count.ShouldBe(observations.Length)).ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }
}
