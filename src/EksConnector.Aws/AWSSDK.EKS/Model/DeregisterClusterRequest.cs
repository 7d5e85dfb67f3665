using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>Deregisters a connected cluster.</summary>
internal sealed class DeregisterClusterRequest : AmazonWebServiceRequest
{
    public required string Name { get; set; }
}
