using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Facts;

/// <summary>The data from a file that is not applied yet.</summary>
internal sealed record ManifestSide
{
    /// <summary>The path of the file as it was specified.</summary>
    public required string Path { get; init; }

    /// <summary>The reason why the file is not valid YAML and is read line by line; null if it is valid.</summary>
    public string? NotYaml { get; init; }

    /// <summary>The settings; null if the file does not contain settings of the connector.</summary>
    public ActivationSettings? Settings { get; init; }

    /// <summary>Whether the file contains the code; with Helm, the code can also be specified on the command line.</summary>
    public bool HasCode { get; init; }
}
