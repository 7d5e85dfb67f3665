namespace EksConnector.Core.Kubernetes;

/// <summary>A cluster and the user to connect as.</summary>
public class ClusterReference
{
    /// <summary>Initializes a new instance.</summary>
    /// <param name="context">The kubeconfig context, or the host name of the server without a kubeconfig.</param>
    /// <param name="server">The address of the API server; null if the kubeconfig does not specify it.</param>
    /// <param name="user">The user name in the kubeconfig; null for none.</param>
    /// <param name="isCurrent">Whether the cluster is used by default, without a specified context.</param>
    public ClusterReference(string context, string? server, string? user, bool isCurrent)
    {
        Context = context;
        Server = server;
        User = user;
        IsCurrent = isCurrent;
    }

    /// <summary>The kubeconfig context, or the host name of the server without a kubeconfig.</summary>
    public string Context { get; }

    /// <summary>The address of the API server; null if the kubeconfig does not specify it.</summary>
    public string? Server { get; }

    /// <summary>The user name in the kubeconfig; null for none.</summary>
    public string? User { get; }

    /// <summary>Whether the cluster is used by default, without a specified context.</summary>
    public bool IsCurrent { get; }
}
