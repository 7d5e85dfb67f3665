namespace EksConnector.FakeCluster;

/// <summary>The body of an error response.</summary>
public enum FaultBody
{
    /// <summary>A Status object of Kubernetes.</summary>
    Status,

    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>The HTML page of a proxy.</summary>
    ProxyPage,
}
