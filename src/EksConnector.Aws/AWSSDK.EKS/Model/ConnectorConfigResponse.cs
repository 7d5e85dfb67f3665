namespace Amazon.EKS.Model;

/// <summary>How a cluster is connected. The activation code, which EKS may answer too, is not taken out of the answer.</summary>
internal sealed class ConnectorConfigResponse
{
    public string? ActivationId { get; set; }

    public DateTime? ActivationExpiry { get; set; }

    public string? Provider { get; set; }

    public string? RoleArn { get; set; }
}
