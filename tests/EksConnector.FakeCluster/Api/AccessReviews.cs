using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>Evaluates access reviews with the access table and RBAC.</summary>
internal static class AccessReviews
{
    public static async Task HandleAsync(HttpContext context, ApiRequest request, Caller caller, AccessTable access, ClusterState cluster)
    {
        JsonObject review = await ReadAsync(context).ConfigureAwait(false);
        JsonNode spec = review["spec"] ?? new JsonObject();
        Caller subject = request.Resource == "selfsubjectaccessreviews"
            ? caller
            : new Caller((string?)spec["user"] ?? string.Empty, [.. (spec["groups"] as JsonArray ?? []).Select(group => (string)group!)]);
        bool allowed = access.Review(subject, ReadAccessCheck(spec), cluster.Store);
        review["apiVersion"] = "authorization.k8s.io/v1";
        review["kind"] = request.Resource switch
        {
            "selfsubjectaccessreviews" => "SelfSubjectAccessReview",
            "subjectaccessreviews" => "SubjectAccessReview",
            _ => "LocalSubjectAccessReview",
        };
        review["metadata"] = new JsonObject { ["creationTimestamp"] = null };
        review["status"] = new JsonObject { ["allowed"] = allowed };
        await Answers.JsonAsync(context, review, 201).ConfigureAwait(false);
    }

    private static AccessCheck ReadAccessCheck(JsonNode spec)
    {
        if (spec["nonResourceAttributes"] is { } nonResource)
        {
            return new AccessCheck(Text(nonResource, "verb"), string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, Text(nonResource, "path"));
        }

        JsonNode resource = spec["resourceAttributes"]
            ?? throw ApiError.BadRequest("exactly one of nonResourceAttributes or resourceAttributes must be specified");
        return new AccessCheck(
            Text(resource, "verb"),
            Text(resource, "group"),
            Text(resource, "resource"),
            Text(resource, "subresource"),
            Text(resource, "namespace"),
            Text(resource, "name"),
            null);
    }

    private static async Task<JsonObject> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new ApiError(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: application/json");
        }

        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted).ConfigureAwait(false) as JsonObject
                ?? throw ApiError.BadRequest("the object provided is unrecognized");
        }
        catch (JsonException problem)
        {
            throw ApiError.BadRequest($"the object provided is unrecognized: couldn't get version/kind; json parse error: {problem.Message}");
        }
    }

    private static string Text(JsonNode node, string name) => (string?)node[name] ?? string.Empty;
}
