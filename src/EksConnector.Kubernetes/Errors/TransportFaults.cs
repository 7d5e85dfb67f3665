using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Streams;

namespace EksConnector.Kubernetes.Errors;

/// <summary>Tells the faults of the way to the API server apart: name, address, proxy, TLS, time, and a stream that breaks.</summary>
internal static class TransportFaults
{
    /// <summary>Makes a failure of what happened before an answer's headers were there.</summary>
    public static Exception FromSend(Exception exception, ApiRequest request, ConnectionSettings settings) => exception switch
    {
        EksConnectorException or TransientFault => exception,
        OperationCanceledException => TimedOut(request, settings, exception),
        HttpRequestException http => FromHttp(http, settings),
        _ => Failure(ErrorIds.ConnectionFailed, FailureCategory.ConnectionError, settings, $"the request failed ({exception.Message})", "Look at the network between this machine and the cluster.", exception),
    };

    /// <summary>Makes a failure of what happened while an answer's body was read.</summary>
    public static Exception FromBody(Exception exception, ApiRequest request, ConnectionSettings settings) => exception switch
    {
        EksConnectorException => exception,
        TimeoutException or OperationCanceledException => TimedOut(request, settings, exception),
        InvalidDataException => TooLong($"a line of the answer to {request.Verb} /{request.Path}", AnswerSizes.WatchLine, settings),
        JsonException => Failure(
            ErrorIds.InvalidResponse,
            FailureCategory.InvalidData,
            settings,
            $"the answer to {request.Verb} /{request.Path} is not what an API server gives",
            "Check that the address is that of a Kubernetes API server, and that no proxy stands between that answers in its place.",
            exception),
        _ => new TransientFault(Failure(
            ErrorIds.ConnectionFailed,
            FailureCategory.ConnectionError,
            settings,
            $"the connection broke while the answer to {request.Verb} /{request.Path} came in",
            "Try again; if it happens often, look at the network, and at proxies and load balancers, between this machine and the cluster.",
            exception)),
    };

    /// <summary>Makes a failure of what happened while a stream was read that is not asked for again.</summary>
    /// <param name="exception">What happened.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="settings">Who was asked.</param>
    /// <param name="silence">How long the stream could be silent.</param>
    public static EksConnectorException FromStream(Exception exception, ApiRequest request, ConnectionSettings settings, TimeSpan silence)
    {
        if (exception is TimeoutException)
        {
            return Failure(
                ErrorIds.RequestTimeout,
                FailureCategory.OperationTimeout,
                settings,
                $"nothing more of the answer to {request.Verb} /{request.Path} came for {silence.TotalSeconds:0.#} s",
                "Try again; if it happens often, look at the network between this machine and the cluster, and at the node; give it more time with -RequestTimeout if it is slow.",
                exception);
        }

        Exception fault = FromBody(exception, request, settings);
        return (fault as TransientFault)?.Failure ?? (EksConnectorException)fault;
    }

    /// <summary>Makes the failure that an answer is, which is not what was asked for.</summary>
    public static EksConnectorException InvalidAnswer(string what, ConnectionSettings settings, Exception exception) => Failure(
        ErrorIds.InvalidResponse,
        FailureCategory.InvalidData,
        settings,
        what,
        "Check that the address is that of a Kubernetes API server, and that no proxy stands between that answers in its place or does not let WebSockets through.",
        exception);

    /// <summary>Makes the failure of an answer that is longer than any that is expected.</summary>
    public static EksConnectorException TooLong(string what, long limit, ConnectionSettings settings) => Failure(
        ErrorIds.InvalidResponse,
        FailureCategory.LimitsExceeded,
        settings,
        $"{what} is too long (more than {(limit >= 1024 * 1024 ? $"{limit / (1024 * 1024)} MB" : $"{limit / 1024} KB")})",
        "Check that the address is that of a Kubernetes API server, and that no proxy answers in its place; where there really is that much, ask for one namespace.",
        new InvalidDataException());

    /// <summary>Makes the failure of a list that has no end.</summary>
    public static EksConnectorException EndlessList(string resource, ConnectionSettings settings) => Failure(
        ErrorIds.InvalidResponse,
        FailureCategory.LimitsExceeded,
        settings,
        $"the list of {resource} has no end: a page names itself as the next one, or there are more than {AnswerSizes.ListItems} objects or {AnswerSizes.ListPages} pages",
        "Check that the address is that of a Kubernetes API server, and that no proxy answers in its place; where there really is that much, ask for one namespace.",
        new InvalidDataException());

    private static Exception FromHttp(HttpRequestException exception, ConnectionSettings settings)
    {
        if (Find<ServerCertificateFault>(exception) is { } certificate)
        {
            return Failure(
                ErrorIds.TlsFailed,
                FailureCategory.SecurityError,
                settings,
                $"the server's certificate is not accepted: {certificate.Message}",
                "Check the cluster's certificate-authority-data (or -CertificateAuthority), its server address, and tls-server-name in the kubeconfig; get a new kubeconfig if the cluster's CA was renewed.",
                exception);
        }

        if (Find<AuthenticationException>(exception) is { } tls)
        {
            return Failure(
                ErrorIds.TlsFailed,
                FailureCategory.SecurityError,
                settings,
                $"TLS could not be set up ({(tls.InnerException ?? tls).Message.TrimEnd('.')})",
                "Check that the address is that of the API server's HTTPS port, and that the client certificate fits the cluster.",
                exception);
        }

        if (settings.Proxy is { } proxy && (exception.HttpRequestError is HttpRequestError.NameResolutionError || Find<SocketException>(exception) is not null))
        {
            return new TransientFault(Failure(
                ErrorIds.ProxyFailed,
                FailureCategory.ConnectionError,
                settings,
                $"the proxy {proxy.Host}:{proxy.Port} could not be reached ({Innermost(exception).Message.TrimEnd('.')})",
                "Check proxy-url in the kubeconfig, or HTTPS_PROXY and NO_PROXY in the environment.",
                exception));
        }

        return exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => Failure(
                ErrorIds.DnsFailed,
                FailureCategory.ConnectionError,
                settings,
                $"the name '{settings.Server.Host}' could not be resolved",
                "Check the server address in the kubeconfig, this machine's DNS, and whether a VPN is needed.",
                exception),
            HttpRequestError.ProxyTunnelError => Failure(
                ErrorIds.ProxyFailed,
                FailureCategory.ConnectionError,
                settings,
                $"the proxy did not let the request through ({exception.Message})",
                "Check proxy-url in the kubeconfig, or HTTPS_PROXY and NO_PROXY in the environment.",
                exception),
            _ when Find<SocketException>(exception) is { SocketErrorCode: SocketError.ConnectionRefused } => new TransientFault(Failure(
                ErrorIds.ConnectionRefused,
                FailureCategory.ConnectionError,
                settings,
                "nothing listens there (connection refused)",
                "Check that the cluster runs, and the server address and port in the kubeconfig.",
                exception)),
            _ when Find<TimeoutException>(exception) is not null => TimedOut(null, settings, exception),
            HttpRequestError.InvalidResponse => Failure(
                ErrorIds.InvalidResponse,
                FailureCategory.InvalidData,
                settings,
                "what answered does not speak HTTP",
                "Check that the address is that of the API server's HTTPS port.",
                exception),
            _ => new TransientFault(Failure(
                ErrorIds.ConnectionFailed,
                FailureCategory.ConnectionError,
                settings,
                $"the connection failed ({Innermost(exception).Message.TrimEnd('.')})",
                "Look at the network, and at firewalls and proxies, between this machine and the cluster.",
                exception)),
        };
    }

    private static EksConnectorException TimedOut(ApiRequest? request, ConnectionSettings settings, Exception exception) =>
        Failure(
            ErrorIds.RequestTimeout,
            FailureCategory.OperationTimeout,
            settings,
            request is null
                ? "no connection could be made in time"
                : $"no answer to {request.Verb} /{request.Path} came within {settings.Timeout.TotalSeconds:0.#} s",
            "Check that the cluster can be reached from this machine (VPN, firewall, proxy); give it more time with -RequestTimeout if it is slow.",
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
