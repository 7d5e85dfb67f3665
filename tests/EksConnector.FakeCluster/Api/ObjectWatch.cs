using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>
/// Handles watches: writes a JSON object for each change until the client disconnects, the timeout ends, or the test ends the watch.
/// An object that starts to match the selectors is reported as added, and one that no longer matches as deleted.
/// </summary>
internal static class ObjectWatch
{
    public static async Task HandleAsync(
        HttpContext context, ApiRequest request, ResourceKind kind, ClusterState cluster, CancellationToken stopping)
    {
        Selection selection = Selection.Of(request, kind);
        bool asTable = PodTable.IsRequested(context.Request, kind);
        bool bookmarks = request.Query["allowWatchBookmarks"].ToString() is "true" or "1";
        string versionText = request.Query["resourceVersion"].ToString();
        _ = long.TryParse(versionText, NumberStyles.None, CultureInfo.InvariantCulture, out long version);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        if (int.TryParse(request.Query["timeoutSeconds"], NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds > 0)
        {
            end.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-cache, private";
        var writer = new Writer(context, selection, asTable, bookmarks);
        if (version == 0)
        {
            (StoreSnapshot start, StoreWatch fresh) = cluster.Store.WatchFromNow();
            using (fresh)
            {
                foreach (StoredObject found in start.Objects.Values.Where(selection.Matches))
                {
                    await writer.WriteAsync("ADDED", found).ConfigureAwait(false);
                }

                await writer.FollowAsync(fresh, end.Token).ConfigureAwait(false);
            }
        }
        else if (cluster.Store.Watch(version) is { } watch)
        {
            using (watch)
            {
                await writer.FollowAsync(watch, end.Token).ConfigureAwait(false);
            }
        }
        else
        {
            ApiError expired = ApiError.Expired($"too old resource version: {version} ({cluster.Store.Version})");
            await writer.WriteAsync("ERROR", JsonText.Utf8(expired.ToStatus())).ConfigureAwait(false);
        }
    }

    private sealed class Writer(HttpContext context, Selection selection, bool asTable, bool bookmarks)
    {
        public async Task FollowAsync(StoreWatch watch, CancellationToken end)
        {
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            foreach (StoreChange change in watch.Backlog)
            {
                await WriteAsync(change).ConfigureAwait(false);
            }

            try
            {
                await foreach (StoreChange change in watch.Changes.ReadAllAsync(end).ConfigureAwait(false))
                {
                    await WriteAsync(change).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException)
            {
                // The timeout of the watch has ended, or the client has disconnected.
            }
        }

        public Task WriteAsync(string type, StoredObject value) =>
            WriteAsync(type, asTable ? JsonText.Utf8(PodTable.Render([value], null)) : value.Full);

        public async Task WriteAsync(string type, byte[] value)
        {
            using var line = new MemoryStream(value.Length + 40);
            line.Write(Encoding.UTF8.GetBytes($"{{\"type\":\"{type}\",\"object\":"));
            line.Write(value);
            line.Write("}\n"u8);
            await context.Response.Body.WriteAsync(line.GetBuffer().AsMemory(0, (int)line.Length), context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }

        private Task WriteAsync(StoreChange change)
        {
            if (change.IsBookmark)
            {
                return bookmarks ? WriteAsync("BOOKMARK", Bookmark(change.Version)) : Task.CompletedTask;
            }

            return (selection.Matches(change.Before), selection.Matches(change.After)) switch
            {
                (false, true) => WriteAsync("ADDED", change.After!),
                (true, true) => WriteAsync("MODIFIED", change.After!),
                (true, false) => WriteAsync("DELETED", change.Removed ?? change.After!),
                _ => Task.CompletedTask,
            };
        }

        private byte[] Bookmark(long version) => JsonText.Utf8(new JsonObject
        {
            ["kind"] = selection.Kind.Kind,
            ["apiVersion"] = selection.Kind.GroupVersion,
            ["metadata"] = new JsonObject { ["resourceVersion"] = JsonText.Number(version), ["creationTimestamp"] = null },
        });
    }
}
