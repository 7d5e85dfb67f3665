using EksConnector.Core.Aws;

namespace EksConnector.Tests.Aws;

/// <summary>The calls of the adapter by IAM action.</summary>
internal static class AwsCall
{
    public const string Activation = "6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4";

    public static TheoryData<string> All { get; } =
        ["eks:DescribeCluster", "eks:ListClusters", "ssm:DescribeActivations", "ssm:DescribeInstanceInformation", "sts:GetCallerIdentity"];

    public static TheoryData<string> OneOfEachService { get; } = ["eks:DescribeCluster", "ssm:DescribeActivations", "sts:GetCallerIdentity"];

    public static async Task CallAsync(IAwsSession session, string action, CancellationToken cancellationToken = default)
    {
        switch (action)
        {
            case "eks:DescribeCluster":
                await session.Eks.DescribeClusterAsync("my-cluster", cancellationToken);
                break;
            case "eks:ListClusters":
                await foreach (string name in session.Eks.ListClustersAsync(cancellationToken))
                {
                    name.ShouldNotBeEmpty();
                }

                break;
            case "ssm:DescribeActivations":
                await session.Ssm.FindActivationAsync(Activation, cancellationToken);
                break;
            case "ssm:DescribeInstanceInformation":
                await session.Ssm.FindInstancesAsync(Activation, cancellationToken);
                break;
            case "sts:GetCallerIdentity":
                await session.Sts.GetCallerIdentityAsync(cancellationToken);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(action), action, "The action is not supported.");
        }
    }
}
