namespace EksConnector;

/// <summary>
/// The words of <see cref="ActivationResult.Reason"/> besides the codes of findings: why an activation is valid, or why nothing
/// can be said of it.
/// </summary>
public static class ActivationWords
{
    /// <summary>Every replica is registered: the activation has done its work, and may expire.</summary>
    public const string Registered = nameof(Registered);

    /// <summary>Nothing is known that would keep the activation from being used.</summary>
    public const string Usable = nameof(Usable);

    /// <summary>Neither the cluster nor AWS said enough.</summary>
    public const string Unknown = nameof(Unknown);
}
