using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster.Aws;

/// <summary>Responses of a hostile server, for <see cref="FakeAws.Instead"/>.</summary>
public static class HostileAnswers
{
    private static readonly byte[] s_block = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));

    /// <summary>A body that never ends.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The request handler.</returns>
    public static RequestDelegate EndlessBody(int status) => async context =>
    {
        context.Response.StatusCode = status;
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(s_block, context.RequestAborted).ConfigureAwait(false);
        }
    };

    /// <summary>A body whose Content-Length is larger than clients accept.</summary>
    /// <param name="context">The request.</param>
    /// <returns>A task that completes when the client disconnects.</returns>
    public static async Task LongBody(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.ContentLength = 1_600_000_000;
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>A body that is sent byte by byte and never ends.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The request handler.</returns>
    public static RequestDelegate ByteByByte(int status) => async context =>
    {
        context.Response.StatusCode = status;
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(s_block.AsMemory(0, 1), context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            await Task.Delay(100, context.RequestAborted).ConfigureAwait(false);
        }
    };

    /// <summary>A response with status 503 that instructs the client to retry in an hour.</summary>
    /// <param name="context">The request.</param>
    /// <returns>A task that completes when the response is written.</returns>
    public static Task Later(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.StatusCode = 503;
        context.Response.Headers.RetryAfter = "3600";
        context.Response.Headers["x-amz-retry-after"] = "3600000";
        return Task.CompletedTask;
    }

    /// <summary>Pages of EKS and Systems Manager, each with a token of another page.</summary>
    /// <param name="tokens">The number of different tokens; then they repeat.</param>
    /// <param name="length">The length of a token, in characters.</param>
    /// <returns>The request handler.</returns>
    public static RequestDelegate Pages(int tokens, int length = 8)
    {
        int page = 0;
        return context =>
        {
            string token = (page++ % tokens).ToString(CultureInfo.InvariantCulture).PadLeft(length, 'x');
            var answer = new JsonObject
            {
                ["clusters"] = new JsonArray("c"),
                ["nextToken"] = token,
                ["ActivationList"] = new JsonArray(),
                ["InstanceInformationList"] = new JsonArray(),
                ["NextToken"] = token,
            };
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
        };
    }

    /// <summary>A response with a text.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body.</param>
    /// <returns>The request handler.</returns>
    public static RequestDelegate Text(int status, string body) => context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body, context.RequestAborted);
    };
}
