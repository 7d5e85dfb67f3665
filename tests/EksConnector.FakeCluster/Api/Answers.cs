using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>Writes HTTP responses.</summary>
internal static class Answers
{
    /// <summary>The key in the items of a request of the function that changes the response.</summary>
    public static readonly object ChangeItem = new();

    public static Task JsonAsync(HttpContext context, JsonNode body, int status = 200) => JsonAsync(context, JsonText.Utf8(body), status);

    public static Task JsonAsync(HttpContext context, byte[] body, int status = 200) => SendAsync(context, "application/json", body, status);

    public static Task PlainTextAsync(HttpContext context, int status, string text) =>
        SendAsync(context, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text), status);

    public static Task HtmlAsync(HttpContext context, int status, string text) =>
        SendAsync(context, "text/html", Encoding.UTF8.GetBytes(text), status);

    public static Task ErrorAsync(HttpContext context, ApiError error)
    {
        if (error.RetryAfter is { } delay)
        {
            context.Response.Headers.RetryAfter = ((int)Math.Ceiling(delay.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return JsonAsync(context, error.ToStatus(), error.Code);
    }

    private static async Task SendAsync(HttpContext context, string type, byte[] body, int status)
    {
        if (context.Items.TryGetValue(ChangeItem, out object? change) && change is Func<string, byte[], byte[]> changeBody)
        {
            body = changeBody($"{context.Request.Path}{context.Request.QueryString}", body);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-cache, private";
        context.Response.Headers["Audit-Id"] = Guid.NewGuid().ToString();
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
