namespace EksConnector;

/// <summary>What a principal may read on a cluster, besides being impersonated.</summary>
public enum ConsoleAccess
{
    /// <summary>Nothing: reading is granted elsewhere, or not at all.</summary>
    None,

    /// <summary>All that the EKS console shows: nodes, namespaces, pods, events, workloads and jobs, in all namespaces.</summary>
    ConsoleAllNamespaces,

    /// <summary>Nodes and namespaces everywhere; pods, events, workloads and jobs in the namespaces that are named.</summary>
    ConsoleNamespace,
}
