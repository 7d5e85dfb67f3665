using System.Text;

namespace EksConnector.Kubernetes.Api;

/// <summary>The RBAC attributes of a request, parsed from its method and path as the API server does, so that errors can name the missing permission.</summary>
internal sealed record ApiRequest
{
    /// <summary>The WebSocket subprotocol of exec: the first byte of each message is the channel, and the exit status is a Status object.</summary>
    public const string ExecProtocol = "v4.channel.k8s.io";

    /// <summary>The RBAC verb, such as <c>list</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>The path and query, relative to the server address and without a leading slash; without the query for exec.</summary>
    public required string Path { get; init; }

    /// <summary>The API group; empty for the core group.</summary>
    public string Group { get; init; } = string.Empty;

    /// <summary>The plural name of the resource; null for a non-resource path.</summary>
    public string? Resource { get; init; }

    /// <summary>The subresource, such as <c>log</c>; null for the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>The namespace; null for all namespaces and for cluster-scoped resources.</summary>
    public string? Namespace { get; init; }

    /// <summary>Whether the resource is cluster-scoped, as far as the request shows.</summary>
    public bool IsClusterScoped { get; init; }

    /// <summary>Whether the connection is upgraded to a WebSocket.</summary>
    public bool IsUpgrade => Subresource == "exec";

    /// <summary>Parses a request.</summary>
    /// <param name="message">The request.</param>
    /// <param name="root">The base address of the API server.</param>
    public static ApiRequest FromMessage(HttpRequestMessage message, Uri root)
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

    /// <summary>Returns the RBAC permission that the request requires, in the terms of a role rule.</summary>
    public string DescribePermission()
    {
        if (Resource is null)
        {
            return $"verb {Verb} on the path /{Path}";
        }

        // A WebSocket request needs the verb get; API servers 1.35 and later also require create, as for SPDY.
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
