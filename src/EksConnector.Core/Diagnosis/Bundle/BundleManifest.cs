namespace EksConnector.Core.Diagnosis.Bundle;

/// <summary>The manifest of a diagnostic bundle.</summary>
internal sealed record BundleManifest
{
    /// <summary>The format that this version writes and reads.</summary>
    public const int CurrentFormat = 2;

    /// <summary>The format.</summary>
    public required int Format { get; init; }

    /// <summary>The version of the module that wrote it.</summary>
    public required string ModuleVersion { get; init; }

    /// <summary>The creation time (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The directories of the connectors in the bundle.</summary>
    public required IReadOnlyList<string> Connectors { get; init; }
}
