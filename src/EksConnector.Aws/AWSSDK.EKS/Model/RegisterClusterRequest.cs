using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>Registers a connected cluster.</summary>
internal sealed class RegisterClusterRequest : AmazonWebServiceRequest
{
    public required string Name { get; set; }

    public string? ClientRequestToken { get; set; }

    public required ConnectorConfigRequest ConnectorConfig { get; set; }

    public Dictionary<string, string>? Tags { get; set; }
}
