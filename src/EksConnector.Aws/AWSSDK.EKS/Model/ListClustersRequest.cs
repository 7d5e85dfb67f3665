using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>The request for the names of the clusters.</summary>
internal sealed class ListClustersRequest : AmazonWebServiceRequest
{
    public List<string>? Include { get; set; }

    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }
}
