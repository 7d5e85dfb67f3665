namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>The time limits of the steps of a reset.</summary>
internal sealed record ResetLimits
{
    /// <summary>The limit for the deregistration, until the name is no longer in use.</summary>
    public TimeSpan Deregistration { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The limit for the registration with all retries. A service-linked role can take up to three minutes.</summary>
    public TimeSpan Registration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The limit for deleting Pods, which have a grace period of thirty seconds.</summary>
    public TimeSpan Pods { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>The limit until an API server or AWS returns what was written.</summary>
    public TimeSpan Visibility { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time between two queries.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);
}
