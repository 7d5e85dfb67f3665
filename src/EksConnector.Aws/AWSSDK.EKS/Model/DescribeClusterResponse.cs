using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>One cluster.</summary>
internal sealed class DescribeClusterResponse : AmazonWebServiceResponse
{
    public Cluster? Cluster { get; set; }
}
