namespace EksConnector.Core.Activation;

/// <summary>Reads YAML files that were not applied yet.</summary>
public interface IManifestReader
{
    /// <summary>Reads all documents of a text.</summary>
    /// <param name="text">The text; it can hold secrets.</param>
    /// <param name="documents">The documents; empty where the text is no YAML.</param>
    /// <returns>Why it is no YAML, and in which line, without quoting it; null where it is YAML.</returns>
    string? Read(string text, out IReadOnlyList<ManifestNode> documents);
}
