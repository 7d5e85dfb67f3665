using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>A request to the Kubernetes API, parsed from its method, path, and query.</summary>
internal sealed record ApiRequest
{
    /// <summary>The RBAC verb: get, list, watch, create, update, patch, delete, deletecollection.</summary>
    public required string Verb { get; init; }

    /// <summary>The path without the prefix of the fleet's cluster.</summary>
    public required string Path { get; init; }

    public required IQueryCollection Query { get; init; }

    /// <summary>The cluster of the fleet; empty for the default cluster.</summary>
    public string Cluster { get; init; } = string.Empty;

    /// <summary>Whether the request is for resources, and not for discovery, version, or health.</summary>
    public bool IsResource { get; init; }

    public string Group { get; init; } = string.Empty;

    public string Resource { get; init; } = string.Empty;

    public string Subresource { get; init; } = string.Empty;

    public string Namespace { get; init; } = string.Empty;

    public string Name { get; init; } = string.Empty;

    public static ApiRequest Parse(string method, string path, IQueryCollection query)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        string group = parts is ["apis", _, _, ..] ? parts[1] : string.Empty;
        int start = parts switch
        {
            ["api", "v1", _, ..] => 2,
            ["apis", _, _, _, ..] => 3,
            _ => 0,
        };
        if (start == 0)
        {
            return new ApiRequest { Verb = NonResourceVerb(method), Path = path, Query = query };
        }

        ReadOnlySpan<string> rest = parts.AsSpan(start);
        string @namespace = string.Empty;
        if (rest is ["namespaces", _, _, ..])
        {
            @namespace = rest[1];
            rest = rest[2..];
        }

        string name = rest.Length > 1 ? rest[1] : string.Empty;
        return new ApiRequest
        {
            Verb = ResourceVerb(method, name, query["watch"]),
            Path = path,
            Query = query,
            IsResource = true,
            Group = group,
            Resource = rest[0],
            Name = name,
            Subresource = rest.Length > 2 ? string.Join('/', rest[2..].ToArray()) : string.Empty,
            Namespace = rest[0] == "namespaces" && @namespace.Length == 0 ? name : @namespace,
        };
    }

    /// <summary>The action that the caller must be allowed to perform.</summary>
    public AccessCheck ToAccessCheck() => IsResource
        ? new AccessCheck(Verb, Group, Resource, Subresource, Namespace, Name, null)
        : new AccessCheck(Verb, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, Path);

    private static string NonResourceVerb(string method) => method switch
    {
        "GET" or "HEAD" => "get",
        "POST" => "post",
        "PUT" => "put",
        "DELETE" => "delete",
        _ => "patch",
    };

    private static string ResourceVerb(string method, string name, string? watch) => method switch
    {
        "GET" or "HEAD" when name.Length > 0 => "get",
        "GET" or "HEAD" => watch is "1" or "true" or "True" ? "watch" : "list",
        "POST" => "create",
        "PUT" => "update",
        "DELETE" => name.Length > 0 ? "delete" : "deletecollection",
        _ => "patch",
    };
}
