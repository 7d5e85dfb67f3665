namespace EksConnector.Core.Impersonation;

/// <summary>The AWS partitions.</summary>
internal static class ArnPartition
{
    // The connector is available in the commercial Regions only, but ARNs of the other partitions are valid.
    private static readonly string[] s_unavailablePartitions =
        ["aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"];

    public static bool IsKnown(string partition) => IsAvailable(partition) || s_unavailablePartitions.Contains(partition, StringComparer.Ordinal);

    /// <summary>Returns whether the EKS Connector is available in a partition.</summary>
    public static bool IsAvailable(string partition) => partition == "aws";
}
