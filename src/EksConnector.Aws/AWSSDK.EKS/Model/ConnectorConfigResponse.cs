namespace Amazon.EKS.Model;

/// <summary>The registration of a connected cluster. The activation code is read only from the response to a registration.</summary>
internal sealed class ConnectorConfigResponse
{
    public string? ActivationId { get; set; }

    public string? ActivationCode { get; set; }

    public DateTime? ActivationExpiry { get; set; }

    public string? Provider { get; set; }

    public string? RoleArn { get; set; }
}
