using System.Text;

namespace EksConnector.Kubernetes.Api;

/// <summary>A request in the words of RBAC, read from its method and path as API servers do, so that a refusal can name the missing right.</summary>
internal sealed record ApiRequest
{
    /// <summary>The protocol of commands: a first byte that names the channel, and the command's end as a Status.</summary>
    public const string ExecProtocol = "v4.channel.k8s.io";

    /// <summary>The RBAC verb, such as <c>list</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>The path with its query, below the server's own and without a leading slash; of a command without the command.</summary>
    public required string Path { get; init; }

    /// <summary>The API group; empty for the core group.</summary>
    public string Group { get; init; } = string.Empty;

    /// <summary>The resource in the plural; null for a path that is none.</summary>
    public string? Resource { get; init; }

    /// <summary>The part of the object that is asked for, such as <c>log</c>; null for the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>The namespace; null for all, and for resources that have none.</summary>
    public string? Namespace { get; init; }

    /// <summary>Whether the resource has no namespace, as far as the request tells.</summary>
    public bool IsClusterScoped { get; init; }

    /// <summary>Whether the connection becomes a WebSocket for a command.</summary>
    public bool IsUpgrade => Subresource == "exec";

    /// <summary>Reads a request.</summary>
    /// <param name="message">The request.</param>
    /// <param name="root">The address that its path is below.</param>
    public static ApiRequest Of(HttpRequestMessage message, Uri root)
    {
        string path = message.RequestUri!.PathAndQuery[root.AbsolutePath.Length..];
        string[] parts = path.Split('?')[0].Split('/');
        int start = parts[0] == "api" ? 2 : 3;
        if (parts[0] is not ("api" or "apis") || parts.Length <= start)
        {
            return new ApiRequest { Verb = "get", Path = path };
        }

        bool hasNamespace = parts[start] == "namespaces" && parts.Length > start + 2;
        int resource = hasNamespace ? start + 2 : start;
        string? subresource = parts.Length > resource + 2 ? parts[resource + 2] : null;
        return new ApiRequest
        {
            Verb = VerbOf(message, hasName: parts.Length > resource + 1),
            Path = subresource == "exec" ? path.Split('?')[0] : path,
            Group = start == 3 ? parts[1] : string.Empty,
            Resource = parts[resource],
            Subresource = subresource,
            Namespace = hasNamespace ? Uri.UnescapeDataString(parts[start + 1]) : null,
            IsClusterScoped = message.Method != HttpMethod.Get && !hasNamespace,
        };
    }

    /// <summary>Names the right that the request needs, as a person would grant it.</summary>
    public string Right()
    {
        if (Resource is null)
        {
            return $"verb {Verb} on the path /{Path}";
        }

        // For a WebSocket the verb is get; servers from 1.35 on ask for create as well, as for SPDY.
        var text = new StringBuilder($"verb {(IsUpgrade ? "get and create" : Verb)}, resource {Resource}");
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

    private static string VerbOf(HttpRequestMessage message, bool hasName) => message.Method.Method switch
    {
        "POST" => "create",
        "PUT" => "update",
        "DELETE" => "delete",
        _ when hasName => "get",
        _ => message.RequestUri!.Query.Contains("watch=true", StringComparison.Ordinal) ? "watch" : "list",
    };
}
