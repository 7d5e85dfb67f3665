using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Facts;

/// <summary>What stands in a file that was not applied yet.</summary>
internal sealed record ManifestSide
{
    /// <summary>The file's path as it was given.</summary>
    public required string Path { get; init; }

    /// <summary>Why the file is not YAML as it stands; null where it is. It is then read line by line.</summary>
    public string? NotYaml { get; init; }

    /// <summary>The settings; null where the file has none of the connector's.</summary>
    public ActivationSettings? Settings { get; init; }

    /// <summary>Whether the code has a place in the file; a Helm values file can leave it to the command line.</summary>
    public bool HasCode { get; init; }
}
