namespace EksConnector.FakeCluster;

/// <summary>An action on a resource or a path, which a caller is or is not allowed to perform.</summary>
internal sealed record AccessCheck(
    string Verb, string Group, string Resource, string Subresource, string Namespace, string Name, string? Path);
