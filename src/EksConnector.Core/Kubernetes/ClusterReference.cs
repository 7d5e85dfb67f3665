namespace EksConnector.Core.Kubernetes;

/// <summary>A cluster that can be connected to, and as whom.</summary>
public class ClusterReference
{
    /// <summary>Names a cluster.</summary>
    /// <param name="context">The kubeconfig context, or the server's host where there is no kubeconfig.</param>
    /// <param name="server">The API server's address; null where the kubeconfig gives none.</param>
    /// <param name="user">The kubeconfig's name of the user; null where there is none.</param>
    /// <param name="isCurrent">Whether it is what is meant when no context is given.</param>
    public ClusterReference(string context, string? server, string? user, bool isCurrent)
    {
        Context = context;
        Server = server;
        User = user;
        IsCurrent = isCurrent;
    }

    /// <summary>The kubeconfig context, or the server's host where there is no kubeconfig.</summary>
    public string Context { get; }

    /// <summary>The API server's address; null where the kubeconfig gives none.</summary>
    public string? Server { get; }

    /// <summary>The kubeconfig's name of the user; null where there is none.</summary>
    public string? User { get; }

    /// <summary>Whether it is what is meant when no context is given.</summary>
    public bool IsCurrent { get; }
}
