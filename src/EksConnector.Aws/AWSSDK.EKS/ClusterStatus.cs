using Amazon.Runtime;

namespace Amazon.EKS;

/// <summary>The status of a cluster.</summary>
internal sealed class ClusterStatus : ConstantClass
{
    public ClusterStatus(string value)
        : base(value)
    {
    }
}
