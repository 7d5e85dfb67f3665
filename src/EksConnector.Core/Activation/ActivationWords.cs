namespace EksConnector;

/// <summary>
/// The values of <see cref="ActivationResult.Reason"/> that are not codes of findings: why an activation is valid, or why the result is
/// unknown.
/// </summary>
public static class ActivationWords
{
    /// <summary>Every replica is registered. The activation is no longer required.</summary>
    public const string Registered = nameof(Registered);

    /// <summary>Nothing was found that prevents the use of the activation.</summary>
    public const string Usable = nameof(Usable);

    /// <summary>The cluster and AWS did not provide enough information.</summary>
    public const string Unknown = nameof(Unknown);
}
