using Amazon;
using EksConnector.Core.Aws;

namespace EksConnector.Tests.Aws;

public sealed class AwsRegionsTests
{
    private static readonly string[] s_publicPartitions = ["aws", "aws-cn", "aws-eusc", "aws-us-gov"];

    [Fact]
    public void The_table_equals_that_of_the_SDK() => AwsRegions.All.ShouldBe(
        RegionEndpoint.EnumerableAllRegions
            .Where(region => s_publicPartitions.Contains(region.PartitionName, StringComparer.Ordinal)

                // Regions that a client requested and the SDK does not know, and an old name of us-east-1 for STS and S3.
                && region.DisplayName != "Unknown" && region.SystemName != "us-east-1-regional")
            .Select(region => new AwsRegion(region.SystemName, region.DisplayName))
            .OrderBy(region => region.Name, StringComparer.Ordinal));
}
