namespace EksConnector.Core.Findings.Catalogue;

/// <summary>The groups of findings that have the same consequences or the same causes. A code is also a tag of its own row.</summary>
internal static class FindingTags
{
    /// <summary>The connector is not connected yet; caused by any finding that prevents a replica from registering or connecting.</summary>
    public const string NotYetConnected = nameof(NotYetConnected);

    /// <summary>A user cannot use the console, but the connector works.</summary>
    public const string ConsoleUser = nameof(ConsoleUser);

    /// <summary>A problem without a specific cause; any other finding is more specific.</summary>
    public const string Vague = nameof(Vague);

    /// <summary>The API server rejects the creation of a Pod.</summary>
    public const string PodRefused = nameof(PodRefused);

    /// <summary>A Pod does not start or is not ready.</summary>
    public const string Unready = nameof(Unready);

    /// <summary>A container exits repeatedly.</summary>
    public const string Crash = nameof(Crash);

    /// <summary>Systems Manager rejects the registration.</summary>
    public const string RegistrationRefused = nameof(RegistrationRefused);

    /// <summary>The Pods cannot reach the ssm endpoint.</summary>
    public const string Ssm = nameof(Ssm);

    /// <summary>The Pods cannot reach the ssmmessages endpoint.</summary>
    public const string SsmMessages = nameof(SsmMessages);

    /// <summary>Systems Manager rejects the agent because its instance was deleted or belongs to another registration.</summary>
    public const string AgentRefused = nameof(AgentRefused);

    /// <summary>The agent is not connected, for any reason.</summary>
    public const string Disconnected = nameof(Disconnected);

    /// <summary>connector-proxy cannot use the API server of its cluster.</summary>
    public const string ProxyRefused = nameof(ProxyRefused);
}
