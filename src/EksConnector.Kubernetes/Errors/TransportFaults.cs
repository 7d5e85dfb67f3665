using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Streams;

namespace EksConnector.Kubernetes.Errors;

/// <summary>Creates errors for connection problems: DNS, TCP, proxy, TLS, timeouts and interrupted streams.</summary>
internal static class TransportFaults
{
    /// <summary>Creates an error from an exception that occurred before the response headers were received.</summary>
    public static Exception FromSend(Exception exception, ApiRequest request, ConnectionSettings settings) => exception switch
    {
        EksConnectorException or TransientFault => exception,
        OperationCanceledException => TimedOut(request, settings, exception),
        HttpRequestException http => FromHttp(http, settings),
        _ => Failure(ErrorIds.ConnectionFailed, FailureCategory.ConnectionError, settings, $"the request failed ({exception.Message})", "Check the network connection between this computer and the cluster.", exception),
    };

    /// <summary>Creates an error from an exception that occurred while the response body was read.</summary>
    public static Exception FromBody(Exception exception, ApiRequest request, ConnectionSettings settings) => exception switch
    {
        EksConnectorException => exception,
        TimeoutException or OperationCanceledException => TimedOut(request, settings, exception),
        InvalidDataException => TooLong($"a line of the response to {request.Verb} /{request.Path}", SizeLimits.WatchLine, settings),
        JsonException => Failure(
            ErrorIds.InvalidResponse,
            FailureCategory.InvalidData,
            settings,
            $"the response to {request.Verb} /{request.Path} is not from a Kubernetes API server",
            "Check that the server address is that of a Kubernetes API server, and that no proxy responds in its place.",
            exception),
        _ => new TransientFault(Failure(
            ErrorIds.ConnectionFailed,
            FailureCategory.ConnectionError,
            settings,
            $"the connection was lost while the response to {request.Verb} /{request.Path} was read",
            "Try again. If the error persists, check the network, the proxies and the load balancers between this computer and the cluster.",
            exception)),
    };

    /// <summary>Creates an error from an exception that occurred while a stream was read that is not retried.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="request">The request.</param>
    /// <param name="settings">The settings of the connection.</param>
    /// <param name="inactivityTimeout">The inactivity timeout of the stream.</param>
    public static EksConnectorException FromStream(Exception exception, ApiRequest request, ConnectionSettings settings, TimeSpan inactivityTimeout)
    {
        if (exception is TimeoutException)
        {
            return Failure(
                ErrorIds.RequestTimeout,
                FailureCategory.OperationTimeout,
                settings,
                $"the response to {request.Verb} /{request.Path} stopped for {inactivityTimeout.TotalSeconds:0.#} s",
                "Try again. If the error persists, check the node and the network between this computer and the cluster, or increase -RequestTimeout.",
                exception);
        }

        Exception fault = FromBody(exception, request, settings);
        return (fault as TransientFault)?.Failure ?? (EksConnectorException)fault;
    }

    /// <summary>Creates the error for an unexpected response.</summary>
    public static EksConnectorException UnexpectedResponse(string what, ConnectionSettings settings, Exception exception) => Failure(
        ErrorIds.InvalidResponse,
        FailureCategory.InvalidData,
        settings,
        what,
        "Check that the server address is that of a Kubernetes API server, and that no proxy responds in its place or blocks WebSockets.",
        exception);

    /// <summary>Creates the error for a response that exceeds the size limit.</summary>
    public static EksConnectorException TooLong(string what, long limit, ConnectionSettings settings) => Failure(
        ErrorIds.InvalidResponse,
        FailureCategory.LimitsExceeded,
        settings,
        $"{what} is too long (more than {(limit >= 1024 * 1024 ? $"{limit / (1024 * 1024)} MB" : $"{limit / 1024} KB")})",
        "Check that the server address is that of a Kubernetes API server, and that no proxy responds in its place. If the cluster has this much data, specify a namespace.",
        new InvalidDataException());

    /// <summary>Creates the error for a list that does not end.</summary>
    public static EksConnectorException EndlessList(string resource, ConnectionSettings settings) => Failure(
        ErrorIds.InvalidResponse,
        FailureCategory.LimitsExceeded,
        settings,
        $"the list of {resource} does not end: a page refers to itself as the next page, or there are more than {SizeLimits.ListItems} objects or {SizeLimits.ListPages} pages",
        "Check that the server address is that of a Kubernetes API server, and that no proxy responds in its place. If the cluster has this much data, specify a namespace.",
        new InvalidDataException());

    private static Exception FromHttp(HttpRequestException exception, ConnectionSettings settings)
    {
        if (Find<ServerCertificateFault>(exception) is { } certificate)
        {
            return Failure(
                ErrorIds.TlsFailed,
                FailureCategory.SecurityError,
                settings,
                $"the certificate of the server was rejected: {certificate.Message}",
                "Check certificate-authority-data (or -CertificateAuthority), the server address, and tls-server-name in the kubeconfig. If the CA of the cluster was renewed, get a new kubeconfig.",
                exception);
        }

        if (Find<AuthenticationException>(exception) is { } tls)
        {
            return Failure(
                ErrorIds.TlsFailed,
                FailureCategory.SecurityError,
                settings,
                $"the TLS handshake failed ({(tls.InnerException ?? tls).Message.TrimEnd('.')})",
                "Check that the server address is the HTTPS port of the API server, and that the client certificate is for this cluster.",
                exception);
        }

        if (settings.Proxy is { } proxy && (exception.HttpRequestError is HttpRequestError.NameResolutionError || Find<SocketException>(exception) is not null))
        {
            return new TransientFault(Failure(
                ErrorIds.ProxyFailed,
                FailureCategory.ConnectionError,
                settings,
                $"the proxy '{proxy.Host}:{proxy.Port}' is unreachable ({Innermost(exception).Message.TrimEnd('.')})",
                "Check proxy-url in the kubeconfig, or HTTPS_PROXY and NO_PROXY in the environment.",
                exception));
        }

        return exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => Failure(
                ErrorIds.DnsFailed,
                FailureCategory.ConnectionError,
                settings,
                $"the host name '{settings.Server.Host}' could not be resolved",
                "Check the server address in the kubeconfig and the DNS settings of this computer. If the cluster requires a VPN, connect to it.",
                exception),
            HttpRequestError.ProxyTunnelError => Failure(
                ErrorIds.ProxyFailed,
                FailureCategory.ConnectionError,
                settings,
                $"the proxy rejected the request ({exception.Message})",
                "Check proxy-url in the kubeconfig, or HTTPS_PROXY and NO_PROXY in the environment.",
                exception),
            _ when Find<SocketException>(exception) is { SocketErrorCode: SocketError.ConnectionRefused } => new TransientFault(Failure(
                ErrorIds.ConnectionRefused,
                FailureCategory.ConnectionError,
                settings,
                "the server refused the connection",
                "Check that the API server is running and that the server address and port in the kubeconfig are correct.",
                exception)),
            _ when Find<TimeoutException>(exception) is not null => TimedOut(null, settings, exception),
            HttpRequestError.InvalidResponse => Failure(
                ErrorIds.InvalidResponse,
                FailureCategory.InvalidData,
                settings,
                "the response is not HTTP",
                "Check that the server address is the HTTPS port of the API server.",
                exception),
            _ => new TransientFault(Failure(
                ErrorIds.ConnectionFailed,
                FailureCategory.ConnectionError,
                settings,
                $"the connection failed ({Innermost(exception).Message.TrimEnd('.')})",
                "Check the network, the firewalls and the proxies between this computer and the cluster.",
                exception)),
        };
    }

    private static EksConnectorException TimedOut(ApiRequest? request, ConnectionSettings settings, Exception exception) =>
        Failure(
            ErrorIds.RequestTimeout,
            FailureCategory.OperationTimeout,
            settings,
            request is null
                ? "the connection timed out"
                : $"{request.Verb} /{request.Path} timed out after {settings.Timeout.TotalSeconds:0.#} s",
            "Check that the cluster is reachable from this computer (VPN, firewall, proxy), or increase -RequestTimeout.",
            exception);

    private static EksConnectorException Failure(
        string errorId, FailureCategory category, ConnectionSettings settings, string what, string action, Exception exception) =>
        new(errorId, category, $"Context '{settings.Context}', server {Address(settings)}{AsUser(settings)}: {what}.", action, exception)
        {
            Target = settings.Context,
        };

    public static string Address(ConnectionSettings settings) => settings.Server.GetLeftPart(UriPartial.Path).TrimEnd('/');

    public static string AsUser(ConnectionSettings settings) => settings.User is null ? string.Empty : $", user '{settings.User}'";

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;

    private static T? Find<T>(Exception? exception)
        where T : Exception =>
        exception is null or T ? exception as T : Find<T>(exception.InnerException);
}
