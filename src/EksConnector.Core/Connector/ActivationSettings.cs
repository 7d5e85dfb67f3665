using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Connector;

/// <summary>The settings that connector-init registers with, from the StatefulSet, a Pod, or a file that is not applied yet.</summary>
internal sealed record ActivationSettings
{
    /// <summary>The source of the settings, for use in a sentence.</summary>
    public required string Where { get; init; }

    /// <summary>Whether the settings are values of the Helm chart.</summary>
    public bool IsHelm { get; init; }

    public required Setting ActivationId { get; init; }

    public required Setting Region { get; init; }

    /// <summary>Whether the Region is the default of connector-init.</summary>
    public bool IsRegionDefault { get; init; }

    /// <summary>The Systems Manager endpoint that connector-init uses; null for the endpoint of the Region, or if it is unknown.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Whether an endpoint is configured that cannot be read, such as one in a ConfigMap.</summary>
    public bool IsEndpointUnknown { get; init; }

    /// <summary>Whether the arguments contain the code in clear text.</summary>
    public bool IsCodeInClearText { get; init; }

    /// <summary>The code, if the settings contain it; null if it is in a Secret.</summary>
    public ActivationCodeFacts? Code { get; init; }

    /// <summary>The name of the Secret with the code.</summary>
    public string CodeSecret { get; init; } = ConnectorNames.ActivationSecret;

    /// <summary>The key of the code in the Secret.</summary>
    public string CodeKey { get; init; } = ConnectorNames.ActivationCodeKey;

    /// <summary>The prefix of the names of the state Secrets.</summary>
    public string StatePrefix { get; init; } = ConnectorNames.StateSecretPrefix;

    /// <summary>The namespace of the state Secrets; null for the default of connector-init.</summary>
    public string? StateNamespace { get; init; }
}
