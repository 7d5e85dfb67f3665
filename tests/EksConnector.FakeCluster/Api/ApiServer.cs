using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>Routes requests after fault injection, authentication, and authorization.</summary>
internal sealed class ApiServer(AccessTable access, ExecSettings exec, CancellationToken stopping)
{
    private readonly ObjectWrites _writes = new(access);

    public Task HandleAsync(HttpContext context, ApiRequest request, Caller caller, ClusterState cluster)
    {
        if (!request.IsResource)
        {
            return Discovery.HandleAsync(context, request);
        }

        if (request.Resource.EndsWith("accessreviews", StringComparison.Ordinal) && request.Verb == "create")
        {
            return AccessReviews.HandleAsync(context, request, caller, access, cluster);
        }

        if (request.Group.Length > 0 && !ResourceKinds.Groups.Contains(request.Group, StringComparer.Ordinal))
        {
            return Answers.PlainTextAsync(context, 404, "404 page not found\n");
        }

        ResourceKind kind = ResourceKinds.Find(request.Group, request.Resource) ?? throw ApiError.UnknownResource();
        return (request.Verb, request.Subresource) switch
        {
            ("get", "") => ObjectReads.GetAsync(context, request, kind, cluster),
            ("list", "") => ObjectReads.ListAsync(context, request, kind, cluster),
            ("watch", "") => ObjectWatch.HandleAsync(context, request, kind, cluster, stopping),
            ("get", "log") when kind.Plural == "pods" => PodLog.HandleAsync(context, request, cluster, stopping),
            ("get" or "create", "exec") when kind.Plural == "pods" => PodExec.HandleAsync(context, request, cluster, exec, stopping),
            ("create" or "update" or "patch" or "delete", "") when ObjectWrites.IsWritable(kind) => _writes.HandleAsync(context, request, kind, caller, cluster),
            (_, "") => throw ApiError.MethodNotAllowed(),
            _ when kind.Subresources.Contains(request.Subresource, StringComparer.Ordinal) => throw ApiError.MethodNotAllowed(),
            _ => throw ApiError.UnknownResource(),
        };
    }
}
