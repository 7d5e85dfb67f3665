using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>Handles GET requests for objects and lists, with selectors, paging, resource versions, and tables.</summary>
internal static class ObjectReads
{
    private const string PageExpired =
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the " +
        "continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with " +
        "the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the " +
        "first chunk was returned and now may show up in the list.";

    public static Task GetAsync(HttpContext context, ApiRequest request, ResourceKind kind, ClusterState cluster)
    {
        string scope = kind.IsNamespaced ? request.Namespace : string.Empty;
        if (!cluster.Store.Current.Objects.TryGetValue(new ObjectKey(kind.QualifiedName, scope, request.Name), out StoredObject? found))
        {
            throw ApiError.NotFound(kind, request.Name);
        }

        if (PodTable.IsRequested(context.Request, kind))
        {
            return Answers.JsonAsync(context, PodTable.Render([found], null));
        }

        return Answers.JsonAsync(context, IsClusterIdentity(request) ? WithUidOfCluster(found, request.Cluster) : found.Full);
    }

    public static Task ListAsync(HttpContext context, ApiRequest request, ResourceKind kind, ClusterState cluster)
    {
        long limit = ReadNumber(request.Query["limit"]);
        string? token = request.Query["continue"];
        StoreSnapshot snapshot = cluster.Store.Current;
        ObjectKey? after = null;
        if (!string.IsNullOrEmpty(token))
        {
            ContinueToken page = ContinueToken.Read(token);
            snapshot = cluster.Store.At(page.Version) ?? throw ApiError.Expired(PageExpired);
            after = new ObjectKey(kind.QualifiedName, page.Namespace, page.Name);
        }
        else
        {
            EnsureVersionReached(request.Query["resourceVersion"], snapshot.Version);
        }

        Selection selection = Selection.Of(request, kind);
        if (PodTable.IsRequested(context.Request, kind))
        {
            Page page = Select(snapshot, selection, after, limit);
            return Answers.JsonAsync(context, PodTable.Render(page.Objects, page.Metadata(snapshot.Version)));
        }

        string key = request.Path + context.Request.QueryString.Value;
        return Answers.JsonAsync(context, cluster.Responses.GetOrAdd(key, cluster.Store.Version, () => Render(kind, snapshot, selection, after, limit)));
    }

    // The UID of kube-system identifies a cluster. Clusters of the fleet have different ones although they share their objects.
    private static bool IsClusterIdentity(ApiRequest request) =>
        request.Cluster.Length > 0 && request is { Resource: "namespaces", Name: "kube-system" };

    private static byte[] WithUidOfCluster(StoredObject found, string cluster)
    {
        JsonObject copy = JsonText.Copy(found.Json);
        copy["metadata"]!["uid"] = ObjectStore.UidOf(cluster);
        return JsonText.Utf8(copy);
    }

    private static byte[] Render(ResourceKind kind, StoreSnapshot snapshot, Selection selection, ObjectKey? after, long limit)
    {
        Page page = Select(snapshot, selection, after, limit);
        using var body = new MemoryStream();
        body.Write(Encoding.UTF8.GetBytes(
            $"{{\"kind\":\"{kind.Kind}List\",\"apiVersion\":\"{kind.GroupVersion}\",\"metadata\":{page.Metadata(snapshot.Version).ToJsonString()},\"items\":["));
        for (int i = 0; i < page.Objects.Count; i++)
        {
            if (i > 0)
            {
                body.WriteByte((byte)',');
            }

            body.Write(page.Objects[i].ListItem);
        }

        body.Write("]}\n"u8);
        return body.ToArray();
    }

    private static Page Select(StoreSnapshot snapshot, Selection selection, ObjectKey? after, long limit)
    {
        List<StoredObject> found = [];
        int remaining = 0;
        foreach (StoredObject candidate in snapshot.Objects.Values)
        {
            if (!selection.Matches(candidate) || (after is { } last && candidate.Key <= last))
            {
                continue;
            }

            if (limit > 0 && found.Count == limit)
            {
                remaining++;
            }
            else
            {
                found.Add(candidate);
            }
        }

        return new Page(found, remaining, selection.HasConditions);
    }

    // A real server waits three seconds for a newer version before it returns this error.
    private static void EnsureVersionReached(string? requested, long current)
    {
        if (string.IsNullOrEmpty(requested))
        {
            return;
        }

        if (!long.TryParse(requested, NumberStyles.None, CultureInfo.InvariantCulture, out long version))
        {
            throw new ApiError(500, string.Empty, $"resourceVersion: Invalid value: \"{requested}\": strconv.ParseUint: parsing \"{requested}\": invalid syntax");
        }

        if (version > current)
        {
            throw new ApiError(504, "Timeout", $"Timeout: Too large resource version: {version}, current: {current}", new JsonObject
            {
                ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" }),
                ["retryAfterSeconds"] = 1,
            });
        }
    }

    private static long ReadNumber(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return 0;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw ApiError.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax");
    }

    private sealed record Page(IReadOnlyList<StoredObject> Objects, int Remaining, bool IsFiltered)
    {
        public JsonObject Metadata(long version)
        {
            var metadata = new JsonObject { ["resourceVersion"] = JsonText.Number(version) };
            if (Remaining > 0)
            {
                StoredObject last = Objects[^1];
                metadata["continue"] = new ContinueToken(version, last.Namespace, last.Name).ToString();

                // With a selector, a server does not know how many objects remain.
                if (!IsFiltered)
                {
                    metadata["remainingItemCount"] = Remaining;
                }
            }

            return metadata;
        }
    }
}
