namespace EksConnector;

/// <summary>What can tell which EKS cluster this is, the least sensitive first: the words of <see cref="ClusterIdentity.Source"/>.</summary>
public static class IdentitySources
{
    /// <summary>The log of connector-init, which names the instance when it registers it.</summary>
    public const string InitLog = nameof(InitLog);

    /// <summary>The log files of connector-agent, which name the instance when it connects.</summary>
    public const string AgentLog = nameof(AgentLog);

    /// <summary>The Secret with the pod's state. It holds the instance's private key as well, which is not looked at.</summary>
    public const string StateSecret = nameof(StateSecret);

    /// <summary>EKS, which has a cluster with the same activation.</summary>
    public const string Eks = nameof(Eks);
}
