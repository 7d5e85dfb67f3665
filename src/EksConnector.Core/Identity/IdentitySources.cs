namespace EksConnector;

/// <summary>The sources of the cluster's name, the least sensitive first: the values of <see cref="ClusterIdentity.Source"/>.</summary>
public static class IdentitySources
{
    /// <summary>The log of connector-init, which contains the name of the instance when it is registered.</summary>
    public const string InitLog = nameof(InitLog);

    /// <summary>The log files of connector-agent, which contain the name of the instance when it connects.</summary>
    public const string AgentLog = nameof(AgentLog);

    /// <summary>
    /// The Secret with the state of the Pod. It also contains the private key of the instance, which the module does not use.
    /// </summary>
    public const string StateSecret = nameof(StateSecret);

    /// <summary>Amazon EKS, which has a cluster with the same activation.</summary>
    public const string Eks = nameof(Eks);
}
