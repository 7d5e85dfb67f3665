namespace EksConnector.Core.Activation;

/// <summary>Reads YAML files that are not applied yet.</summary>
public interface IManifestReader
{
    /// <summary>Reads all documents of a text.</summary>
    /// <param name="text">The text, which can contain secrets.</param>
    /// <param name="documents">The documents; empty if the text is not valid YAML.</param>
    /// <returns>The reason why the text is not valid YAML, with the line but without quotes from the text; null if it is valid.</returns>
    string? Read(string text, out IReadOnlyList<ManifestNode> documents);
}
