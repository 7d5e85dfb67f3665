namespace EksConnector.Core.Kubernetes;

/// <summary>May somebody do this? (<c>authorization/v1 SubjectAccessReview</c>)</summary>
/// <param name="Verb">The verb, such as <c>list</c>.</param>
/// <param name="Resource">The resource in the plural, such as <c>pods</c>.</param>
public sealed record AccessQuestion(string Verb, string Resource)
{
    /// <summary>Who; null for the caller himself (<c>SelfSubjectAccessReview</c>).</summary>
    public string? User { get; init; }

    /// <summary>The groups that <see cref="User"/> has: the server adds none.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The API group; empty for the core group.</summary>
    public string Group { get; init; } = string.Empty;

    /// <summary>The namespace; null for all namespaces, and for resources that live in none.</summary>
    public string? Namespace { get; init; }

    /// <summary>The object's name; null for all.</summary>
    public string? Name { get; init; }

    /// <summary>The path that is asked about in place of a resource, such as <c>/version</c>; null for a resource.</summary>
    public string? Path { get; init; }

    /// <summary>May somebody ask for a path that is no resource?</summary>
    /// <param name="verb">The verb, such as <c>get</c>.</param>
    /// <param name="path">The path, such as <c>/version</c>.</param>
    public static AccessQuestion OfPath(string verb, string path) => new(verb, string.Empty) { Path = path };
}
