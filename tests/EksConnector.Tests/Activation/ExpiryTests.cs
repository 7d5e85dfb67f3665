using EksConnector.FakeCluster.Aws;
using EksConnector.Tests.Aws;

namespace EksConnector.Tests.Activation;

/// <summary>The formats of the expiration time.</summary>
public sealed class ExpiryTests
{
    // The example in the documentation: 2021-11-12T22:28:51.101000-08:00.
    private static readonly DateTimeOffset s_expiry = new(2021, 11, 12, 22, 28, 51, 101, TimeSpan.FromHours(-8));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_time_of_the_CLI_and_the_seconds_of_the_API_are_the_same_instant(bool iso)
    {
        await using FakeAws aws = await FakeAws.StartAsync();
        aws.Clusters["my-cluster"] = new FakeEksCluster { Status = "FAILED", ActivationExpiry = s_expiry, WritesIsoTimes = iso };
        ActivationRun run = await ActivationRun.OfAsync(new()
        {
            SkipKubernetes = true,
            Registrations = [new(null, "my-cluster", "us-west-2")],
            Aws = AwsEnvironment.SourceOf(aws),
        });

        run.Result.ActivationExpiry!.Value.ToUniversalTime().ShouldBe(new DateTime(2021, 11, 13, 6, 28, 51, 101, DateTimeKind.Utc));
        run.Result.ActivationExpiry!.Value.Kind.ShouldBe(DateTimeKind.Local);
        (run.Result.IsExpired, run.Result.Reason).ShouldBe((true, FindingCodes.ActivationExpired));
        run.Result.ExpiresIn!.Value.ShouldBeLessThan(TimeSpan.Zero);
        run.Result.FixCommand!.ShouldContain("aws eks deregister-cluster --name my-cluster --region us-west-2\n");
        run.Result.FixCommandPowerShell!.ShouldContain("Unregister-EKSCluster -Name my-cluster -Region us-west-2 -Force\n");
        run.Result.Findings[0].Evidence!.ShouldContain("2021-11-13 06:28:51Z");
    }
}
