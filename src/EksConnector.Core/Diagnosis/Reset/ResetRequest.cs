namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>The request of <see cref="ResetOperation"/>.</summary>
internal sealed record ResetRequest : DiagnosisRequest
{
    /// <summary>Whether the activation is reset even if it works.</summary>
    public bool Force { get; init; }

    /// <summary>The maximum time to wait for the connection after the Pods were re-created; more than zero.</summary>
    public TimeSpan WaitTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The ARN of the role of the agents; null for that of the current registration.</summary>
    public string? ConnectorRoleArn { get; init; }

    /// <summary>The provider of the cluster, such as <c>OTHER</c>; null for that of the current registration.</summary>
    public string? Provider { get; init; }

    /// <summary>The tags of the registration; null for those of the current one.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>The activations of registrations that were made elsewhere; empty to register the clusters again.</summary>
    public IReadOnlyList<GivenActivation> Activations { get; init; } = [];
}
