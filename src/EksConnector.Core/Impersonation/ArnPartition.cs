namespace EksConnector.Core.Impersonation;

/// <summary>The partitions of AWS.</summary>
internal static class ArnPartition
{
    // The connector is offered in the commercial Regions; the other partitions are known, so that their ARNs are read.
    private static readonly string[] s_notOffered =
        ["aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"];

    public static bool IsKnown(string partition) => IsOffered(partition) || s_notOffered.Contains(partition, StringComparer.Ordinal);

    /// <summary>Whether the EKS Connector is offered there.</summary>
    public static bool IsOffered(string partition) => partition == "aws";
}
