using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace EksConnector.FakeCluster;

/// <summary>Injects faults into requests.</summary>
internal static class FaultInjector
{
    private const string ProxyPage = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

    /// <summary>Injects a fault.</summary>
    /// <returns>Whether the request is complete; otherwise it must be handled, and the fault applies to the body.</returns>
    public static async Task<bool> InjectAsync(Fault fault, HttpContext context, CancellationToken stopping)
    {
        switch (fault.Kind)
        {
            case FaultKind.Status:
                await RespondAsync(fault, context).ConfigureAwait(false);
                return true;
            case FaultKind.Reset:
                Reset(context);
                return true;
            case FaultKind.Stall:
                await StallAsync(context, stopping).ConfigureAwait(false);
                return true;
            default:
                context.Items[PodExec.FaultItem] = fault;
                var body = new FaultStream(context, fault, stopping);
                context.Response.Body = body;
                context.Response.OnStarting(body.Start);
                return false;
        }
    }

    public static void Reset(HttpContext context)
    {
        // With a linger time of zero, closing the socket resets the connection.
        if (context.Features.Get<IConnectionSocketFeature>() is { } connection)
        {
            try
            {
                connection.Socket.LingerState = new LingerOption(true, 0);
                connection.Socket.Close(0);
            }
            catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
            {
                // The client has already disconnected.
            }
        }

        context.Abort();
    }

    public static async Task StallAsync(HttpContext context, CancellationToken stopping)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await Task.Delay(Timeout.Infinite, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private static Task RespondAsync(Fault fault, HttpContext context)
    {
        ApiError error = ErrorOf(fault);
        switch (fault.Body)
        {
            case FaultBody.Status:
                return Answers.ErrorAsync(context, error);
            case FaultBody.ProxyPage:
                return Answers.HtmlAsync(context, fault.Code, ProxyPage);
            default:
                context.Response.StatusCode = fault.Code;
                context.Response.ContentLength = 0;
                if (fault.RetryAfter is { } delay)
                {
                    context.Response.Headers.RetryAfter = JsonText.Number((long)Math.Ceiling(delay.TotalSeconds));
                }

                return Task.CompletedTask;
        }
    }

    private static ApiError ErrorOf(Fault fault)
    {
        (string reason, string message) = fault.Code switch
        {
            400 => ("BadRequest", "the server rejected our request for an unknown reason"),
            401 => ("Unauthorized", "Unauthorized"),
            403 => ("Forbidden", "forbidden"),
            404 => ("NotFound", "the server could not find the requested resource"),
            409 => ("Conflict", "Operation cannot be fulfilled: the object has been modified; please apply your changes to the latest version and try again"),
            410 => ("Expired", "too old resource version"),
            422 => ("Invalid", "the server rejected our request due to an error in our request"),
            429 => ("TooManyRequests", "Too many requests, please try again later."),
            500 => ("InternalError", "an error on the server has prevented the request from succeeding"),
            503 => ("ServiceUnavailable", "the server is currently unable to handle the request"),
            504 => ("Timeout", "the server was unable to return a response in the time allotted, but may still be processing the request"),
            _ => (string.Empty, "an error on the server has prevented the request from succeeding"),
        };
        return new ApiError(fault.Code, reason, fault.Message ?? message) { RetryAfter = fault.RetryAfter };
    }
}
