namespace EksConnector.FakeCluster;

/// <summary>What stands in the body of an error's answer.</summary>
public enum FaultBody
{
    /// <summary>A Status object of Kubernetes.</summary>
    Status,

    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>The HTML page of a proxy.</summary>
    ProxyPage,
}
