using System.Diagnostics;
using EksConnector.Core.Findings;

namespace EksConnector.Tests.Findings;

public sealed class ManyObservationsTests
{
    [Fact]
    public void The_findings_of_many_principals_take_time_in_proportion_to_their_number()
    {
        Observation[] observations = [.. Enumerable.Range(0, 100_000).Select(number =>
            Observation.Found(FindingCodes.ConsoleUserIsAdmin, "A user.") with { PrincipalArn = $"arn:aws:iam::111122223333:user/user-{number}" })];
        var watch = Stopwatch.StartNew();
        new Judgement(observations).Observations.Count.ShouldBe(observations.Length);

        // Compared pair by pair, they take ten times as long on a fast machine.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }
}
