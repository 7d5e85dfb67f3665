namespace EksConnector;

/// <summary>The values of <see cref="ActivationResult.Reason"/> other than the codes of findings.</summary>
public static class ActivationWords
{
    /// <summary>All replicas are registered. The activation is no longer needed and can expire.</summary>
    public const string Registered = nameof(Registered);

    /// <summary>No condition was found that prevents the use of the activation.</summary>
    public const string Usable = nameof(Usable);

    /// <summary>Neither the cluster nor AWS provided enough information.</summary>
    public const string Unknown = nameof(Unknown);
}
