using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>The response with one cluster.</summary>
internal sealed class DescribeClusterResponse : AmazonWebServiceResponse
{
    public Cluster? Cluster { get; set; }
}
