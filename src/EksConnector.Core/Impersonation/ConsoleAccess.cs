namespace EksConnector;

/// <summary>The read access that is granted to a principal in addition to impersonation.</summary>
public enum ConsoleAccess
{
    /// <summary>No read access: it is granted separately, or not at all.</summary>
    None,

    /// <summary>
    /// All resources that the Amazon EKS console shows, in all namespaces: nodes, namespaces, Pods, events, workloads and jobs.
    /// </summary>
    ConsoleAllNamespaces,

    /// <summary>Nodes and namespaces of the cluster; Pods, events, workloads and jobs in the specified namespaces.</summary>
    ConsoleNamespace,
}
