using System.Net.WebSockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>Runs a command in a container over a WebSocket. Errors have the messages of a real API server.</summary>
internal static class PodExec
{
    /// <summary>The key in the items of a request of the fault to inject into the output.</summary>
    public const string FaultItem = "exec-fault";

    public static async Task HandleAsync(
        HttpContext context, ApiRequest request, ClusterState cluster, ExecSettings settings, CancellationToken stopping)
    {
        if (!cluster.Store.Current.Objects.TryGetValue(new ObjectKey("pods", request.Namespace, request.Name), out StoredObject? pod))
        {
            throw ApiError.NotFound(ResourceKinds.Named("pods"), request.Name);
        }

        string container = PodLog.ContainerOf(pod, request.Query["container"]);
        if (context.Request.Headers.Upgrade.Count == 0)
        {
            throw ApiError.BadRequest("Upgrade request required");
        }

        if ((string?)pod.Json["spec"]?["nodeName"] is { } node && LostNode.AddressOf(cluster, node) is { } address)
        {
            throw new ApiError(500, "InternalError", $"error dialing backend: dial tcp {address}:10250: connect: no route to host");
        }

        string? containerError = PodContainers.IsRunning(pod.Json, container) ? null : $"container not found (\"{container}\")";
        if (containerError is not null && !settings.TranslatesAtServer)
        {
            await Answers.PlainTextAsync(context, 500, containerError).ConfigureAwait(false);
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            throw ApiError.BadRequest("the fake cluster supports commands only over WebSockets");
        }

        if (await AcceptAsync(context, settings).ConfigureAwait(false) is not { } socket)
        {
            return;
        }

        using (socket)
        {
            using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            await RunAsync(context, socket, pod, container, containerError, cluster, settings, end.Token).ConfigureAwait(false);
        }
    }

    private static async Task<WebSocket?> AcceptAsync(HttpContext context, ExecSettings settings)
    {
        IList<string> requested = context.WebSockets.WebSocketRequestedProtocols;
        string? protocol = settings.Protocols.FirstOrDefault(supported => requested.Contains(supported, StringComparer.Ordinal));
        if (protocol is not null || requested.Count == 0)
        {
            return await context.WebSockets.AcceptWebSocketAsync(protocol).ConfigureAwait(false);
        }

        // The WebSocket implementation of Go returns nothing else.
        context.Response.StatusCode = 403;
        context.Response.Headers.Connection = "close";
        return null;
    }

    private static async Task RunAsync(
        HttpContext context,
        WebSocket socket,
        StoredObject pod,
        string container,
        string? containerError,
        ClusterState cluster,
        ExecSettings settings,
        CancellationToken end)
    {
        string[] command = [.. context.Request.Query["command"].OfType<string>()];
        using var session = new ExecSession(context, socket, context.Items[FaultItem] as Fault, end);
        await session.BeginAsync().ConfigureAwait(false);
        if (containerError is not null)
        {
            await session.FailAsync($"unable to upgrade connection: {containerError}").ConfigureAwait(false);
            return;
        }

        string folder = cluster.Files.Folder(pod.Namespace, pod.Name, container);
        // The key is read before the program can change it, and again after the program has ended.
        using var key = new KeyWatch(cluster, pod.Namespace, pod.Name);
        using ExecProgram? program = ExecProgram.Start(container, folder, command, settings, settings.Environment, out string problem);
        if (program is null)
        {
            string id = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
            await session.FailAsync(
                $"error executing command in container: failed to exec in container: failed to start exec \"{id}\": {problem}").ConfigureAwait(false);
            return;
        }

        using var run = new ContainerRun(cluster.Store, pod, container);
        using IDisposable running = settings.BeginCommand();
        await session.RunAsync(program, new PathMapper(folder), command, run.Ended).ConfigureAwait(false);
    }
}
