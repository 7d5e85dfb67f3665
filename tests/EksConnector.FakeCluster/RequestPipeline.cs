using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>Processes a request: record, delay, authentication, fault injection, authorization, and response.</summary>
internal sealed class RequestPipeline(
    FakeOptions options,
    Authenticator authenticator,
    AccessTable access,
    FaultList faults,
    ExecSettings exec,
    RequestRecord record,
    Func<string, ClusterState> clusterOf,
    CancellationToken stopping)
{
    private const string ClusterPrefix = "/clusters/";

    private readonly ApiServer _server = new(access, exec, stopping);

    public async Task HandleAsync(HttpContext context)
    {
        (string cluster, string path) = Split(context.Request.Path.Value ?? "/");
        path = options.ChangePath?.Invoke(path) ?? path;
        ApiRequest request = ApiRequest.Parse(context.Request.Method, path, context.Request.Query) with { Cluster = cluster };
        var entry = new Entry(context, record, request, path + context.Request.QueryString.Value, cluster);
        context.Response.OnStarting(entry.OnResponseStarting);
        context.Items[Answers.ChangeItem] = options.ChangeAnswer;
        try
        {
            if (options.Latency > TimeSpan.Zero)
            {
                await Task.Delay(options.Latency, context.RequestAborted).ConfigureAwait(false);
            }

            ClusterState state = clusterOf(cluster);
            Caller caller = Authenticate(context, state.Store, out ApiError? authenticationError);
            entry.User = caller.Name;
            Fault? fault = faults.Next(request, context.Request.Method, entry.PathAndQuery, cluster);
            if (fault?.Kind == FaultKind.Stall)
            {
                // The request never completes, so it is recorded now for tests that wait for it.
                entry.Complete();
            }

            if (fault is not null && await FaultInjector.InjectAsync(fault, context, stopping).ConfigureAwait(false))
            {
                return;
            }

            if (authenticationError is not null)
            {
                throw authenticationError;
            }

            access.EnsureAllowed(caller, request.ToAccessCheck(), state.Store);
            if (exec.DemandsCreate && request is { Subresource: "exec", Verb: "get" })
            {
                access.EnsureAllowed(caller, request.ToAccessCheck() with { Verb = "create" }, state.Store);
            }

            await _server.HandleAsync(context, request, caller, state).ConfigureAwait(false);
        }
        catch (ApiError error) when (!context.Response.HasStarted)
        {
            await Answers.ErrorAsync(context, error).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException or WebSocketException)
        {
            // The client has disconnected, or a fault ended the response.
            context.Abort();
        }
        finally
        {
            entry.Complete();
        }
    }

    private static (string Cluster, string Path) Split(string path)
    {
        if (!path.StartsWith(ClusterPrefix, StringComparison.Ordinal))
        {
            return (string.Empty, path);
        }

        int end = path.IndexOf('/', ClusterPrefix.Length);
        return end < 0 ? (path[ClusterPrefix.Length..], "/") : (path[ClusterPrefix.Length..end], path[end..]);
    }

    private Caller Authenticate(HttpContext context, ObjectStore store, out ApiError? authenticationError)
    {
        try
        {
            authenticationError = null;
            return authenticator.Authenticate(context, store);
        }
        catch (ApiError error)
        {
            authenticationError = error;
            return new Caller(string.Empty, []);
        }
    }

    private sealed class Entry(HttpContext context, RequestRecord record, ApiRequest request, string pathAndQuery, string cluster)
    {
        private readonly DateTime _time = DateTime.UtcNow;
        private bool _isRecorded;

        public string User { get; set; } = string.Empty;

        public string PathAndQuery { get; } = pathAndQuery;

        public Task OnResponseStarting()
        {
            Record(context.Response.StatusCode);
            return Task.CompletedTask;
        }

        public void Complete() => Record(context.Response.HasStarted ? context.Response.StatusCode : 0);

        private void Record(int status)
        {
            if (!_isRecorded)
            {
                _isRecorded = true;
                record.Add(new RecordedRequest(
                    _time, User, request.Verb, context.Request.Method, PathAndQuery, cluster, context.Request.Headers.UserAgent.ToString(), context.Connection.Id, status));
            }
        }
    }
}
