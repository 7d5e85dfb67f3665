using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>The request for one cluster.</summary>
internal sealed class DescribeClusterRequest : AmazonWebServiceRequest
{
    public required string Name { get; set; }
}
