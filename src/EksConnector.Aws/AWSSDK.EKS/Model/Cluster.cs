namespace Amazon.EKS.Model;

/// <summary>An EKS cluster.</summary>
internal sealed class Cluster
{
    public string? Name { get; set; }

    public string? Arn { get; set; }

    public ClusterStatus? Status { get; set; }

    public DateTime? CreatedAt { get; set; }

    public ConnectorConfigResponse? ConnectorConfig { get; set; }

    public Dictionary<string, string>? Tags { get; set; }
}
