namespace EksConnector;

/// <summary>
/// The sources of the name of a cluster, the least sensitive first: the values of <see cref="ClusterIdentity.Source"/>.
/// </summary>
public static class IdentitySources
{
    /// <summary>The log of connector-init, which contains the instance ID when the instance is registered.</summary>
    public const string InitLog = nameof(InitLog);

    /// <summary>The log files of connector-agent, which contain the instance ID when the agent connects.</summary>
    public const string AgentLog = nameof(AgentLog);

    /// <summary>
    /// The Secret with the state of the Pod. The Secret also contains the private key of the instance, which is not used.
    /// </summary>
    public const string StateSecret = nameof(StateSecret);

    /// <summary>Amazon EKS, which has a cluster with the same activation.</summary>
    public const string Eks = nameof(Eks);
}
