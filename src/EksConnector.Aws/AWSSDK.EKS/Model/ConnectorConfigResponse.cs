namespace Amazon.EKS.Model;

/// <summary>The registration of a connected cluster. The activation code, which EKS may return, is not read.</summary>
internal sealed class ConnectorConfigResponse
{
    public string? ActivationId { get; set; }

    public DateTime? ActivationExpiry { get; set; }

    public string? Provider { get; set; }

    public string? RoleArn { get; set; }
}
