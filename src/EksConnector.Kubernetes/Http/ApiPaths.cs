using System.Globalization;
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

    public static ApiRequest Log(string @namespace, string pod, string container, ContainerLogOptions options)
    {
        string query = QueryOf(
            ("container", container),
            ("follow", options.Follow ? "true" : null),
            ("previous", options.Previous ? "true" : null),
            ("timestamps", options.Timestamps ? "true" : null),
            ("tailLines", options.TailLines is { } lines ? string.Create(CultureInfo.InvariantCulture, $"{lines}") : null),
            ("sinceTime", options.SinceTime?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            ("limitBytes", options.LimitBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes}") : null));

        // The log is text/plain, which API servers give for this; what is refused is told in JSON.
        return PodRequest(@namespace, pod, "log", query) with { Accept = "application/json, */*" };
    }

    public static ApiRequest Exec(string @namespace, string pod, string container, IReadOnlyList<string> command)
    {
        var parameters = new List<(string Name, string? Value)> { ("container", container), ("stdout", "true"), ("stderr", "true") };
        foreach (string word in command)
        {
            parameters.Add(("command", word));
        }

        // For a WebSocket the verb is get; servers from 1.35 on ask for create as well, as for SPDY.
        return PodRequest(@namespace, pod, "exec", QueryOf([.. parameters])) with
        {
            Verbs = "get and create",
            Accept = "application/json, */*",
            IsUpgrade = true,
        };
    }

    private static ApiRequest PodRequest(string @namespace, string pod, string subresource, string query) =>
        Request(ResourceTypes.Pods, "get", @namespace, pod, $"/{subresource}{query}") with { Subresource = subresource };

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
        request with { Method = method, Body = json, IsClusterScoped = !isNamespaced, IsWrite = true };

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

    private static string Query(ListOptions options, params (string Name, string? Value)[] parameters) =>
        QueryOf([
            ("labelSelector", NullIfEmpty(options.LabelSelector)),
            ("fieldSelector", NullIfEmpty(options.FieldSelector)),
            .. parameters.Select(parameter => (parameter.Name, NullIfEmpty(parameter.Value))),
        ]);

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

    // An empty value is one: a command's argument can be empty.
    private static string QueryOf(params (string Name, string? Value)[] parameters)
    {
        var query = new StringBuilder();
        foreach ((string name, string? value) in parameters)
        {
            if (value is not null)
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        return query.ToString();
    }
}
