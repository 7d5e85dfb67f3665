using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>
/// Handles POST, PUT, PATCH, and DELETE of roles, bindings, Secrets, StatefulSets, and Pods, with dry runs, preconditions, conflicts,
/// and the escalation check of RBAC.
/// </summary>
internal sealed class ObjectWrites(AccessTable access)
{
    private readonly EscalationCheck _escalation = new(access);

    /// <summary>Whether the fake cluster supports writing objects of a kind.</summary>
    public static bool IsWritable(ResourceKind kind) => kind.Group == "rbac.authorization.k8s.io" || kind.Plural is "secrets" or "statefulsets" or "pods";

    public async Task HandleAsync(HttpContext context, ApiRequest request, ResourceKind kind, Caller caller, ClusterState cluster)
    {
        ObjectStore store = cluster.Store;
        bool isDryRun = IsDryRun(request);
        ObjectKey key = new(kind.QualifiedName, kind.IsNamespaced ? request.Namespace : string.Empty, request.Name);
        switch (request.Verb)
        {
            case "create":
                JsonObject created = Complete(await ReadAsync<JsonObject>(context).ConfigureAwait(false), kind, request);
                EnsureNamespaceExists(kind, request, store);
                _escalation.EnsureAllowed(caller, kind, created, store);
                if (kind.Plural == "pods")
                {
                    PodSecurity.Ensure(created, store.Find("namespaces", null, request.Namespace)!);
                }

                await Answers.JsonAsync(context, store.Create(kind, created, isDryRun), 201).ConfigureAwait(false);
                break;
            case "update":
                JsonObject replacement = Complete(await ReadAsync<JsonObject>(context).ConfigureAwait(false), kind, request);
                _escalation.EnsureAllowed(caller, kind, replacement, store);
                await Answers.JsonAsync(context, store.Replace(kind, key, _ => replacement, isDryRun)).ConfigureAwait(false);
                break;
            case "patch":
                JsonNode patch = await ReadAsync<JsonNode>(context, "json").ConfigureAwait(false);
                await Answers.JsonAsync(context, store.Replace(kind, key, Patched, isDryRun)).ConfigureAwait(false);
                break;

                JsonObject Patched(JsonObject before)
                {
                    JsonObject after = JsonPatch.Apply(before, patch, kind);
                    _escalation.EnsureAllowed(caller, kind, after, store);
                    return after;
                }

            case "delete":
                JsonObject? options = context.Request.ContentLength is > 0 ? await ReadAsync<JsonObject>(context).ConfigureAwait(false) : null;
                store.Remove(kind, key, (string?)options?["preconditions"]?["uid"], isDryRun || options?["dryRun"] is JsonArray { Count: > 0 });
                await Answers.JsonAsync(context, Success(request)).ConfigureAwait(false);
                break;
            default:
                throw ApiError.MethodNotAllowed();
        }
    }

    private static bool IsDryRun(ApiRequest request)
    {
        string? requested = request.Query["dryRun"];
        return requested switch
        {
            null or "" => false,
            "All" => true,
            _ => throw ApiError.Invalid("Options", string.Empty, "dryRun", $"Unsupported value: []string{{\"{requested}\"}}: supported values: \"All\""),
        };
    }

    private static JsonObject Complete(JsonObject value, ResourceKind kind, ApiRequest request)
    {
        if ((string?)value["kind"] != kind.Kind || (string?)value["apiVersion"] != kind.GroupVersion)
        {
            throw ApiError.BadRequest($"{value["kind"]} in version \"{value["apiVersion"]}\" cannot be handled as a {kind.Kind}");
        }

        var metadata = value["metadata"] as JsonObject ?? throw ApiError.BadRequest("the object has no metadata");
        if (request.Name.Length > 0 && (string?)metadata["name"] != request.Name)
        {
            throw ApiError.BadRequest($"the name of the object ({metadata["name"]}) does not match the name on the URL ({request.Name})");
        }

        if (kind.IsNamespaced)
        {
            metadata["namespace"] ??= request.Namespace;
        }

        return value;
    }

    private static void EnsureNamespaceExists(ResourceKind kind, ApiRequest request, ObjectStore store)
    {
        if (kind.IsNamespaced && store.Find("namespaces", null, request.Namespace) is null)
        {
            throw ApiError.NotFound(ResourceKinds.Named("namespaces"), request.Namespace);
        }
    }

    private static async Task<T> ReadAsync<T>(HttpContext context, string type = "application/json")
        where T : JsonNode
    {
        if (context.Request.ContentType?.Contains(type, StringComparison.Ordinal) != true)
        {
            throw new ApiError(415, "UnsupportedMediaType", "the body of the request was in an unknown format - accepted media types include: application/json");
        }

        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted).ConfigureAwait(false) as T
                ?? throw ApiError.BadRequest("the object provided is unrecognized");
        }
        catch (JsonException problem)
        {
            throw ApiError.BadRequest($"the object provided is unrecognized: {problem.Message}");
        }
    }

    private static JsonObject Success(ApiRequest request) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Success",
        ["details"] = new JsonObject { ["name"] = request.Name, ["group"] = request.Group, ["kind"] = request.Resource },
    };
}
