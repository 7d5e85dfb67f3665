using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>Answers the requests that got past faults, authentication and authorization.</summary>
internal sealed class ApiServer(AccessTable access, ExecSettings exec, CancellationToken stopping)
{
    private readonly ObjectWrites _writes = new(access);

    public Task AnswerAsync(HttpContext context, ApiRequest request, Caller caller, ClusterState cluster)
    {
        if (!request.IsResource)
        {
            return Discovery.AnswerAsync(context, request);
        }

        if (request.Resource.EndsWith("accessreviews", StringComparison.Ordinal) && request.Verb == "create")
        {
            return AccessReviews.AnswerAsync(context, request, caller, access, cluster);
        }

        if (request.Group.Length > 0 && !ResourceKinds.Groups.Contains(request.Group, StringComparer.Ordinal))
        {
            return Answers.PlainTextAsync(context, 404, "404 page not found\n");
        }

        ResourceKind kind = ResourceKinds.Find(request.Group, request.Resource) ?? throw ApiError.NoSuchResource();
        return (request.Verb, request.Subresource) switch
        {
            ("get", "") => ObjectReads.GetAsync(context, request, kind, cluster),
            ("list", "") => ObjectReads.ListAsync(context, request, kind, cluster),
            ("watch", "") => ObjectWatch.AnswerAsync(context, request, kind, cluster, stopping),
            ("get", "log") when kind.Plural == "pods" => PodLog.AnswerAsync(context, request, cluster, stopping),
            ("get" or "create", "exec") when kind.Plural == "pods" => PodExec.AnswerAsync(context, request, cluster, exec, stopping),
            ("create" or "update" or "patch" or "delete", "") when ObjectWrites.Takes(kind) => _writes.AnswerAsync(context, request, kind, caller, cluster),
            (_, "") => throw ApiError.MethodNotAllowed(),
            _ when kind.Subresources.Contains(request.Subresource, StringComparer.Ordinal) => throw ApiError.MethodNotAllowed(),
            _ => throw ApiError.NoSuchResource(),
        };
    }
}
