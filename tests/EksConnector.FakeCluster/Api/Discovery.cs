using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>The endpoints for health, version, and API discovery.</summary>
internal static class Discovery
{
    private static readonly JsonObject s_version = new()
    {
        ["major"] = "1",
        ["minor"] = "20",
        ["gitVersion"] = "v1.20.2",
        ["gitCommit"] = "faecb196815e248d3ecfb03c680a4507229c2a56",
        ["gitTreeState"] = "archive",
        ["buildDate"] = "2026-01-01T00:00:00Z",
        ["goVersion"] = "go1.19.8",
        ["compiler"] = "gc",
        ["platform"] = "linux/amd64",
    };

    private static readonly string[] s_readVerbs = ["get", "list", "watch"];
    private static readonly string[] s_allVerbs = ["create", "delete", "get", "list", "patch", "update", "watch"];

    private static readonly Dictionary<string, byte[]> s_documents = Build();

    public static Task HandleAsync(HttpContext context, ApiRequest request)
    {
        if (request.Verb != "get")
        {
            throw ApiError.MethodNotAllowed();
        }

        if (request.Path is "/livez" or "/readyz" or "/healthz")
        {
            return Answers.PlainTextAsync(context, 200, "ok");
        }

        return s_documents.TryGetValue(request.Path.TrimEnd('/'), out byte[]? document)
            ? Answers.JsonAsync(context, document)
            : Answers.PlainTextAsync(context, 404, "404 page not found\n");
    }

    private static Dictionary<string, byte[]> Build()
    {
        var documents = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["/version"] = JsonText.Utf8(s_version),
            ["/api"] = JsonText.Utf8(new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") }),
            ["/apis"] = JsonText.Utf8(new JsonObject
            {
                ["kind"] = "APIGroupList",
                ["apiVersion"] = "v1",
                ["groups"] = new JsonArray([.. ResourceKinds.Groups.Select(Group)]),
            }),
            ["/api/v1"] = Resources(string.Empty, []),
        };
        foreach (string group in ResourceKinds.Groups)
        {
            documents[$"/apis/{group}"] = JsonText.Utf8(Group(group));
            documents[$"/apis/{group}/v1"] = Resources(group, Reviews(group));
        }

        return documents;
    }

    private static JsonObject Group(string name)
    {
        var version = new JsonObject { ["groupVersion"] = $"{name}/v1", ["version"] = "v1" };
        return new JsonObject
        {
            ["kind"] = "APIGroup",
            ["apiVersion"] = "v1",
            ["name"] = name,
            ["versions"] = new JsonArray(version),
            ["preferredVersion"] = version.DeepClone(),
        };
    }

    private static byte[] Resources(string group, IEnumerable<JsonObject> additional)
    {
        IEnumerable<JsonObject> stored = ResourceKinds.All
            .Where(kind => kind.Group == group)
            .SelectMany(kind => kind.Subresources
                .Select(subresource => subresource == "exec"
                    ? Resource($"{kind.Plural}/{subresource}", "PodExecOptions", kind.IsNamespaced, [], "create", "get")
                    : Resource($"{kind.Plural}/{subresource}", kind.Kind, kind.IsNamespaced, [], "get"))
                .Prepend(Resource(kind.Plural, kind.Kind, kind.IsNamespaced, kind.ShortNames, ObjectWrites.IsWritable(kind) ? s_allVerbs : s_readVerbs)));
        return JsonText.Utf8(new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = group.Length == 0 ? "v1" : $"{group}/v1",
            ["resources"] = new JsonArray([.. stored, .. additional]),
        });
    }

    private static JsonObject[] Reviews(string group) => group switch
    {
        "authorization.k8s.io" =>
        [
            Resource("localsubjectaccessreviews", "LocalSubjectAccessReview", true, [], "create"),
            Resource("selfsubjectaccessreviews", "SelfSubjectAccessReview", false, [], "create"),
            Resource("subjectaccessreviews", "SubjectAccessReview", false, [], "create"),
        ],
        _ => [],
    };

    private static JsonObject Resource(string name, string kind, bool isNamespaced, string[] shortNames, params string[] verbs)
    {
        var resource = new JsonObject
        {
            ["name"] = name,
            ["singularName"] = string.Empty,
            ["namespaced"] = isNamespaced,
            ["kind"] = kind,
            ["verbs"] = new JsonArray([.. verbs.Select(verb => JsonValue.Create(verb))]),
        };
        if (shortNames.Length > 0)
        {
            resource["shortNames"] = new JsonArray([.. shortNames.Select(shortName => JsonValue.Create(shortName))]);
        }

        return resource;
    }
}
