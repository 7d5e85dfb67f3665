namespace EksConnector.Core.Kubernetes;

/// <summary>The parameters of an access review (<c>authorization/v1 SubjectAccessReview</c>).</summary>
/// <param name="Verb">The verb, such as <c>list</c>.</param>
/// <param name="Resource">The plural name of the resource, such as <c>pods</c>, and the subresource, such as <c>pods/log</c>.</param>
public sealed record AccessCheck(string Verb, string Resource)
{
    /// <summary>The user to check; null for the caller (<c>SelfSubjectAccessReview</c>).</summary>
    public string? User { get; init; }

    /// <summary>The groups of <see cref="User"/>. The API server adds none.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The API group; empty for the core group.</summary>
    public string Group { get; init; } = string.Empty;

    /// <summary>The namespace; null for all namespaces and for cluster-scoped resources.</summary>
    public string? Namespace { get; init; }

    /// <summary>The name of the object; null for all objects.</summary>
    public string? Name { get; init; }

    /// <summary>The non-resource path, such as <c>/version</c>; null for a resource.</summary>
    public string? Path { get; init; }

    /// <summary>Creates the parameters for a non-resource path.</summary>
    /// <param name="verb">The verb, such as <c>get</c>.</param>
    /// <param name="path">The path, such as <c>/version</c>.</param>
    public static AccessCheck ForPath(string verb, string path) => new(verb, string.Empty) { Path = path };
}
