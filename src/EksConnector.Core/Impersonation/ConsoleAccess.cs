namespace EksConnector;

/// <summary>The read access that a grant gives to a principal on a cluster.</summary>
public enum ConsoleAccess
{
    /// <summary>No read access: it is granted separately, or not at all.</summary>
    None,

    /// <summary>
    /// All resources that the Amazon EKS console shows: nodes, namespaces, Pods, events, workloads, and jobs, in all namespaces.
    /// </summary>
    ConsoleAllNamespaces,

    /// <summary>All nodes and namespaces; Pods, events, workloads, and jobs in the specified namespaces.</summary>
    ConsoleNamespace,
}
