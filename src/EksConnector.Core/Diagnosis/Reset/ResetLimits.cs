namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>How long the steps of a reset may take.</summary>
internal sealed record ResetLimits
{
    /// <summary>Until the name is no longer in use after the deregistration.</summary>
    public TimeSpan Deregistration { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>For the registration with all retries: a service-linked role takes up to three minutes.</summary>
    public TimeSpan Registration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Until a Pod is gone: it has thirty seconds to end.</summary>
    public TimeSpan Pods { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Until an API server or AWS returns what was just written.</summary>
    public TimeSpan Visibility { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two queries.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);
}
