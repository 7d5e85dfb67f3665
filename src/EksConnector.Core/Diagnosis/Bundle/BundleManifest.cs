namespace EksConnector.Core.Diagnosis.Bundle;

/// <summary>What a bundle says of itself.</summary>
internal sealed record BundleManifest
{
    /// <summary>The format that this version writes, and reads.</summary>
    public const int CurrentFormat = 2;

    /// <summary>The format.</summary>
    public required int Format { get; init; }

    /// <summary>The version of the module that wrote it.</summary>
    public required string ModuleVersion { get; init; }

    /// <summary>When it was written (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The folders of the connectors in it.</summary>
    public required IReadOnlyList<string> Connectors { get; init; }
}
