using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>An error that is returned as a Status object, with the messages of a real API server.</summary>
internal sealed class ApiError(int code, string reason, string message, JsonObject? details = null) : Exception(message)
{
    public int Code { get; } = code;

    public string Reason { get; } = reason;

    public JsonObject? Details { get; } = details;

    public TimeSpan? RetryAfter { get; init; }

    public static ApiError BadRequest(string message) => new(400, "BadRequest", message);

    public static ApiError Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    public static ApiError NotFound(ResourceKind kind, string name) =>
        new(404, "NotFound", $"{kind.QualifiedName} \"{name}\" not found", DetailsOf(name, kind.Group, kind.Plural));

    public static ApiError AlreadyExists(ResourceKind kind, string name) =>
        new(409, "AlreadyExists", $"{kind.QualifiedName} \"{name}\" already exists", DetailsOf(name, kind.Group, kind.Plural));

    public static ApiError Conflict(ResourceKind kind, string name, string problem) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {kind.QualifiedName} \"{name}\": {problem}", DetailsOf(name, kind.Group, kind.Plural));

    public static ApiError Escalation(ResourceKind kind, string name, Caller caller, string rules) =>
        new(
            403,
            "Forbidden",
            $"{kind.QualifiedName} \"{name}\" is forbidden: user \"{caller.Name}\" (groups=[{string.Join(' ', caller.Groups.Select(group => $"\"{group}\""))}]) is attempting to grant RBAC permissions not currently held:\n{rules}",
            DetailsOf(name, kind.Group, kind.Plural));

    public static ApiError UnknownResource() =>
        new(404, "NotFound", "the server could not find the requested resource", []);

    public static ApiError MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    public static ApiError Forbidden(string user, AccessCheck check)
    {
        if (check.Path is { } path)
        {
            return new(403, "Forbidden", $"forbidden: User \"{user}\" cannot {check.Verb} path \"{path}\"", []);
        }

        string qualified = check.Group.Length == 0 ? check.Resource : $"{check.Resource}.{check.Group}";
        string subject = check.Name.Length == 0 ? qualified : $"{qualified} \"{check.Name}\"";
        string resource = check.Subresource.Length == 0 ? check.Resource : $"{check.Resource}/{check.Subresource}";
        string scope = check.Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{check.Namespace}\"";
        return new(
            403,
            "Forbidden",
            $"{subject} is forbidden: User \"{user}\" cannot {check.Verb} resource \"{resource}\" in API group \"{check.Group}\" {scope}",
            DetailsOf(check.Name, check.Group, check.Resource));
    }

    public static ApiError Invalid(string kind, string name, string field, string problem) =>
        new(422, "Invalid", $"{kind} \"{name}\" is invalid: {field}: {problem}", DetailsOf(name, string.Empty, kind));

    public static ApiError Expired(string message) => new(410, "Expired", message);

    /// <summary>The Status object.</summary>
    public JsonObject ToStatus()
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = Message,
        };
        if (Reason.Length > 0)
        {
            status["reason"] = Reason;
        }

        if (Details is not null)
        {
            status["details"] = Details.DeepClone();
        }

        status["code"] = Code;
        return status;
    }

    private static JsonObject DetailsOf(string name, string group, string kind)
    {
        var details = new JsonObject();
        if (name.Length > 0)
        {
            details["name"] = name;
        }

        if (group.Length > 0)
        {
            details["group"] = group;
        }

        details["kind"] = kind;
        return details;
    }
}
