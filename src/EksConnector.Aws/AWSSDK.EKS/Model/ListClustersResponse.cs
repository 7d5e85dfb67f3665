using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>The response with names of clusters.</summary>
internal sealed class ListClustersResponse : AmazonWebServiceResponse
{
    public List<string>? Clusters { get; set; }

    public string? NextToken { get; set; }
}
