using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>The cluster that was deregistered.</summary>
internal sealed class DeregisterClusterResponse : AmazonWebServiceResponse
{
    public Cluster? Cluster { get; set; }
}
