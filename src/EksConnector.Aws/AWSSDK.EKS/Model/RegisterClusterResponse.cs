using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>The registered cluster. It is the only response from which the activation code is read.</summary>
internal sealed class RegisterClusterResponse : AmazonWebServiceResponse
{
    public Cluster? Cluster { get; set; }
}
