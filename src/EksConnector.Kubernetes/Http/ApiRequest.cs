using System.Text;

namespace EksConnector.Kubernetes.Http;

/// <summary>A request in the words of the API and of RBAC, so that a refusal can name the right that is missing.</summary>
/// <param name="Verb">The RBAC verb, such as <c>list</c>.</param>
/// <param name="Path">The path, below the server's own, without a leading slash, with its query.</param>
internal sealed record ApiRequest(string Verb, string Path)
{
    /// <summary>The path as it is shown: of a command that runs in a container only where it runs, since its words are a whole script.</summary>
    public string ShownPath => Subresource == "exec" ? Path.Split('?')[0] : Path;

    /// <summary>The API group; empty for the core group.</summary>
    public string Group { get; init; } = string.Empty;

    /// <summary>The resource in the plural; null for a path that is none.</summary>
    public string? Resource { get; init; }

    /// <summary>The part of the object that is asked for, such as <c>log</c>; null for the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>Whether the resource lives in no namespace, as far as the request knows.</summary>
    public bool IsClusterScoped { get; init; }

    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>The body, JSON; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    public string? Namespace { get; init; }

    public string? Name { get; init; }

    /// <summary>The RBAC verbs, where the request needs more than <see cref="Verb"/>.</summary>
    public string? Verbs { get; init; }

    /// <summary>The types of answer that are understood. Errors come as JSON where that is among them.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>Whether an object is made, replaced or deleted; a review is a question.</summary>
    public bool IsWrite { get; init; }

    /// <summary>Whether the connection is to be turned into a WebSocket for a running command.</summary>
    public bool IsUpgrade { get; init; }

    /// <summary>Names the right that the request needs, as a person would grant it.</summary>
    public string Right()
    {
        if (Resource is null)
        {
            return $"verb {Verb} on the path /{Path}";
        }

        var text = new StringBuilder($"verb {Verbs ?? Verb}, resource {Resource}");
        if (Subresource is not null)
        {
            text.Append('/').Append(Subresource);
        }

        if (Group.Length > 0)
        {
            text.Append(", API group ").Append(Group);
        }

        string where = IsClusterScoped ? ", for the whole cluster" : ", in all namespaces";
        return text.Append(Namespace is null ? where : $", in namespace {Namespace}").ToString();
    }
}
