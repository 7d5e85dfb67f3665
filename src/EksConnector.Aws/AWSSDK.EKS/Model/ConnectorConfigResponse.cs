namespace Amazon.EKS.Model;

/// <summary>How a cluster is connected. The activation code is only read from the response to a registration.</summary>
internal sealed class ConnectorConfigResponse
{
    public string? ActivationId { get; set; }

    public string? ActivationCode { get; set; }

    public DateTime? ActivationExpiry { get; set; }

    public string? Provider { get; set; }

    public string? RoleArn { get; set; }
}
