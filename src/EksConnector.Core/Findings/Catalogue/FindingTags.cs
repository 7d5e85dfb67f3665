namespace EksConnector.Core.Findings.Catalogue;

/// <summary>Groups of findings that lead to the same findings, or follow from the same ones. A code is a tag of its own row.</summary>
internal static class FindingTags
{
    /// <summary>The connector is not connected yet: follows from everything that keeps a replica from registering or connecting.</summary>
    public const string NotYetConnected = nameof(NotYetConnected);

    /// <summary>Keeps a user from the console only; the connector itself works.</summary>
    public const string ConsoleUser = nameof(ConsoleUser);

    /// <summary>Says only that something is wrong: every finding that is not vague says more.</summary>
    public const string Vague = nameof(Vague);

    /// <summary>The API server refuses to create a Pod.</summary>
    public const string PodRefused = nameof(PodRefused);

    /// <summary>A Pod does not start or is not ready.</summary>
    public const string Unready = nameof(Unready);

    /// <summary>A container exits repeatedly.</summary>
    public const string Crash = nameof(Crash);

    /// <summary>Systems Manager refuses the registration.</summary>
    public const string RegistrationRefused = nameof(RegistrationRefused);

    /// <summary>The Pods cannot reach ssm.</summary>
    public const string Ssm = nameof(Ssm);

    /// <summary>The Pods cannot reach ssmmessages.</summary>
    public const string SsmMessages = nameof(SsmMessages);

    /// <summary>Systems Manager refuses the agent, because its instance was deleted or belongs to another registration.</summary>
    public const string AgentRefused = nameof(AgentRefused);

    /// <summary>The agent is not connected, for whatever reason.</summary>
    public const string Disconnected = nameof(Disconnected);

    /// <summary>connector-proxy cannot use the cluster's own API server.</summary>
    public const string ProxyRefused = nameof(ProxyRefused);
}
