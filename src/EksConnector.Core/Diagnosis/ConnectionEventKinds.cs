namespace EksConnector;

/// <summary>The values of <see cref="ConnectionEvent.Kind"/>.</summary>
public static class ConnectionEventKinds
{
    /// <summary>The Pod was created.</summary>
    public const string Created = nameof(Created);

    /// <summary>A container of the Pod ended and was restarted.</summary>
    public const string Restarted = nameof(Restarted);

    /// <summary>The agent started.</summary>
    public const string Started = nameof(Started);

    /// <summary>The agent connected to AWS.</summary>
    public const string Connected = nameof(Connected);

    /// <summary>The agent lost its connection to AWS.</summary>
    public const string Lost = nameof(Lost);

    /// <summary>AWS rejected the agent or its credentials.</summary>
    public const string Refused = nameof(Refused);

    /// <summary>The agent could not connect for another reason, such as the network.</summary>
    public const string Failed = nameof(Failed);
}
