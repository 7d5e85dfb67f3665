using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Connector;

/// <summary>With what connector-init is to register: of the StatefulSet, of a pod, or of a file that was not applied yet.</summary>
internal sealed record ActivationSettings
{
    /// <summary>Where they stand, as a sentence names it.</summary>
    public required string Where { get; init; }

    /// <summary>Whether Helm installs with them.</summary>
    public bool IsHelm { get; init; }

    public required Setting ActivationId { get; init; }

    public required Setting Region { get; init; }

    /// <summary>Whether the region is only connector-init's default.</summary>
    public bool IsRegionDefault { get; init; }

    /// <summary>The endpoint of Systems Manager that connector-init is told to use; null for that of the Region.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Whether the code stands in clear text among the arguments.</summary>
    public bool IsCodeInClearText { get; init; }

    /// <summary>The code, where it stands here; null where a Secret holds it.</summary>
    public ActivationCodeFacts? Code { get; init; }

    /// <summary>The Secret with the code.</summary>
    public string CodeSecret { get; init; } = ConnectorNames.ActivationSecret;

    /// <summary>The key of the code in that Secret.</summary>
    public string CodeKey { get; init; } = ConnectorNames.ActivationCodeKey;

    /// <summary>What the names of the state Secrets begin with.</summary>
    public string StatePrefix { get; init; } = ConnectorNames.StateSecretPrefix;

    /// <summary>The namespace of the state Secrets; null for connector-init's default.</summary>
    public string? StateNamespace { get; init; }
}
