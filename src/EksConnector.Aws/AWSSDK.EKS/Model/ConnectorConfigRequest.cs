namespace Amazon.EKS.Model;

/// <summary>How a cluster is to be connected.</summary>
internal sealed class ConnectorConfigRequest
{
    public required string RoleArn { get; set; }

    public required string Provider { get; set; }
}
