using System.Text;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Kubernetes.Json;

namespace EksConnector.Kubernetes.Http;

/// <summary>Builds the paths of the API. Every value that comes from a user is escaped.</summary>
internal static class ApiPaths
{
    public static ApiRequest Get<T>(ResourceType<T> type, string? @namespace, string name)
        where T : IKubernetesObject =>
        Request(type, "get", @namespace, name, string.Empty);

    public static ApiRequest List<T>(ResourceType<T> type, string? @namespace, ListOptions options, int limit, string? continuation)
        where T : IKubernetesObject =>
        Request(type, "list", @namespace, name: null, Query(options, ("limit", $"{limit}"), ("continue", continuation)));

    public static ApiRequest Watch<T>(
        ResourceType<T> type, string? @namespace, ListOptions options, string? resourceVersion, TimeSpan timeout)
        where T : IKubernetesObject
    {
        string query = Query(
            options,
            ("watch", "true"),
            ("allowWatchBookmarks", "true"),
            ("resourceVersion", resourceVersion),
            ("timeoutSeconds", $"{(int)timeout.TotalSeconds}"));
        return Request(type, "watch", @namespace, name: null, query);
    }

    public static ApiRequest Create<T>(ResourceType<T> type, string? @namespace, ReadOnlyMemory<byte> json, bool dryRun)
        where T : IKubernetesObject =>
        Write(Request(type, "create", @namespace, name: null, DryRun(dryRun)), type.IsNamespaced, HttpMethod.Post, json);

    public static ApiRequest Replace<T>(ResourceType<T> type, string? @namespace, string name, ReadOnlyMemory<byte> json, bool dryRun)
        where T : IKubernetesObject =>
        Write(Request(type, "update", @namespace, name, DryRun(dryRun)), type.IsNamespaced, HttpMethod.Put, json);

    public static ApiRequest Delete<T>(ResourceType<T> type, string? @namespace, string name, string uid, bool dryRun)
        where T : IKubernetesObject =>
        Write(Request(type, "delete", @namespace, name, DryRun(dryRun)), type.IsNamespaced, HttpMethod.Delete, ReviewJson.DeleteOptions(uid, dryRun));

    public static ApiRequest Review(AccessQuestion question)
    {
        string resource = question.User is null ? "selfsubjectaccessreviews" : "subjectaccessreviews";
        return new ApiRequest("create", $"apis/authorization.k8s.io/v1/{resource}")
        {
            Group = "authorization.k8s.io",
            Resource = resource,
            IsClusterScoped = true,
            Method = HttpMethod.Post,
            Body = ReviewJson.Of(question),
        };
    }

    private static string DryRun(bool dryRun) => dryRun ? "?dryRun=All" : string.Empty;

    private static ApiRequest Write(ApiRequest request, bool isNamespaced, HttpMethod method, ReadOnlyMemory<byte> json) =>
        request with { Method = method, Body = json, IsClusterScoped = !isNamespaced };

    private static ApiRequest Request<T>(ResourceType<T> type, string verb, string? @namespace, string? name, string query)
        where T : IKubernetesObject
    {
        var path = new StringBuilder(type.Group.Length == 0 ? "api/" : $"apis/{type.Group}/").Append(type.Version).Append('/');
        if (type.IsNamespaced && @namespace is not null)
        {
            path.Append("namespaces/").Append(Uri.EscapeDataString(@namespace)).Append('/');
        }

        path.Append(type.Plural);
        if (name is not null)
        {
            path.Append('/').Append(Uri.EscapeDataString(name));
        }

        return new ApiRequest(verb, path.Append(query).ToString())
        {
            Group = type.Group,
            Resource = type.Plural,
            Namespace = @namespace,
            Name = name,
        };
    }

    private static string Query(ListOptions options, params (string Name, string? Value)[] parameters)
    {
        var query = new StringBuilder();
        Append("labelSelector", options.LabelSelector);
        Append("fieldSelector", options.FieldSelector);
        foreach ((string name, string? value) in parameters)
        {
            Append(name, value);
        }

        return query.ToString();

        void Append(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }
    }
}
