using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>The way of a request: recorded, delayed, met by a fault, authenticated, authorized, answered.</summary>
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

    public async Task AnswerAsync(HttpContext context)
    {
        (string cluster, string path) = Split(context.Request.Path.Value ?? "/");
        path = options.ChangePath?.Invoke(path) ?? path;
        ApiRequest request = ApiRequest.Parse(context.Request.Method, path, context.Request.Query) with { Cluster = cluster };
        var entry = new Entry(context, record, request, path + context.Request.QueryString.Value, cluster);
        context.Response.OnStarting(entry.Answered);
        context.Items[Answers.ChangeItem] = options.ChangeAnswer;
        try
        {
            if (options.Latency > TimeSpan.Zero)
            {
                await Task.Delay(options.Latency, context.RequestAborted).ConfigureAwait(false);
            }

            ClusterState state = clusterOf(cluster);
            Caller caller = Authenticate(context, state.Store, out ApiError? refused);
            entry.User = caller.Name;
            Fault? fault = faults.Next(request, context.Request.Method, entry.PathAndQuery, cluster);
            if (fault?.Kind == FaultKind.Stall)
            {
                // It is never over; a test that waits for it must see it now.
                entry.Over();
            }

            if (fault is not null && await FaultInjector.HappenAsync(fault, context, stopping).ConfigureAwait(false))
            {
                return;
            }

            if (refused is not null)
            {
                throw refused;
            }

            access.Demand(caller, request.ToQuestion(), state.Store);
            if (exec.DemandsCreate && request is { Subresource: "exec", Verb: "get" })
            {
                access.Demand(caller, request.ToQuestion() with { Verb = "create" }, state.Store);
            }

            await _server.AnswerAsync(context, request, caller, state).ConfigureAwait(false);
        }
        catch (ApiError error) when (!context.Response.HasStarted)
        {
            await Answers.ErrorAsync(context, error).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException or WebSocketException)
        {
            // The client has gone, or a fault ended the answer.
            context.Abort();
        }
        finally
        {
            entry.Over();
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

    private Caller Authenticate(HttpContext context, ObjectStore store, out ApiError? refused)
    {
        try
        {
            refused = null;
            return authenticator.Authenticate(context, store);
        }
        catch (ApiError error)
        {
            refused = error;
            return new Caller(string.Empty, []);
        }
    }

    private sealed class Entry(HttpContext context, RequestRecord record, ApiRequest request, string pathAndQuery, string cluster)
    {
        private readonly DateTime _time = DateTime.UtcNow;
        private bool _isRecorded;

        public string User { get; set; } = string.Empty;

        public string PathAndQuery { get; } = pathAndQuery;

        public Task Answered()
        {
            Record(context.Response.StatusCode);
            return Task.CompletedTask;
        }

        public void Over() => Record(context.Response.HasStarted ? context.Response.StatusCode : 0);

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
