namespace EksConnector.FakeCluster;

/// <summary>May somebody do this?</summary>
internal sealed record AccessCheck(
    string Verb, string Group, string Resource, string Subresource, string Namespace, string Name, string? Path);
