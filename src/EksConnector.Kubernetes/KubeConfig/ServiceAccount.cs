namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Loads the cluster of the current Pod with the Pod's service account.</summary>
internal static class ServiceAccount
{
    public const string HostVariable = "KUBERNETES_SERVICE_HOST";
    public const string PortVariable = "KUBERNETES_SERVICE_PORT";

    /// <summary>Loads the cluster.</summary>
    /// <param name="environment">The environment of the process.</param>
    /// <param name="key">The freshness key of the snapshot.</param>
    /// <returns>The cluster; null outside of a Pod, or in a Pod without a service account.</returns>
    public static KubeConfigSnapshot? TryLoad(KubeConfigEnvironment environment, string key)
    {
        string? host = environment.Variable(HostVariable);
        string? port = environment.Variable(PortVariable);
        string tokenFile = Path.Combine(environment.ServiceAccountFolder, "token");
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port) || !File.Exists(tokenFile))
        {
            return null;
        }

        string address = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        string authority = Path.Combine(environment.ServiceAccountFolder, "ca.crt");
        var cluster = new ClusterEntry
        {
            Name = host,
            Server = $"https://{address}:{port}",
            CertificateAuthority = File.Exists(authority) ? authority : null,
        };
        var user = new UserEntry { Name = string.Empty, TokenFile = tokenFile };
        var context = new ContextEntry { Name = host, Cluster = host };
        return new KubeConfigSnapshot([new ResolvedCluster(context, cluster, user, isCurrent: true)], host, key);
    }
}
