using System.Net;
using System.Text;
using System.Text.Json;
using EksConnector.Core;
using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Json;
using EksConnector.Kubernetes.Streams;
using k8s.Models;

namespace EksConnector.Kubernetes.Errors;

/// <summary>Creates an error from an unsuccessful response of the API server.</summary>
internal static class StatusFaults
{
    private const int MaximumTextLength = 1024;
    private const int MaximumMessageLength = 4096;

    // The message of RBAC for callers that try to grant permissions they do not have.
    private const string EscalationMessage = "attempting to grant RBAC permissions not currently held";

    // If the server requests a longer delay, the error is returned without a retry.
    private static readonly TimeSpan s_maxRetryDelay = TimeSpan.FromSeconds(30);

    /// <summary>Reads the Status object of a response, if there is one, and creates the error.</summary>
    public static async Task<Exception> FromResponseAsync(
        HttpResponseMessage response, ApiRequest request, ConnectionSettings settings, CancellationToken cancellationToken)
    {
        V1Status? status = await ReadStatusAsync(response, request, cancellationToken).ConfigureAwait(false);
        var code = (int)response.StatusCode;
        EksConnectorException failure = Make(code, status, request, settings);
        bool isTransient = failure.ErrorId is ErrorIds.Throttled or ErrorIds.ApiServerError && code is not 501 and not 505;
        if (!isTransient)
        {
            return failure;
        }

        TimeSpan? wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - DateTimeOffset.UtcNow,
            _ => status?.Details?.RetryAfterSeconds is > 0 and { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        return wait > s_maxRetryDelay ? failure : new TransientFault(failure, wait > TimeSpan.Zero ? wait : null);
    }

    /// <summary>Creates the error for a Status object of a watch event or of the end of a command.</summary>
    public static EksConnectorException FromStatus(V1Status? status, ApiRequest request, ConnectionSettings settings) =>
        Make(status?.Code ?? 500, status, request, settings);

    private static EksConnectorException Make(int code, V1Status? status, ApiRequest request, ConnectionSettings settings)
    {
        (string errorId, FailureCategory category, string action) = Classify(code, status, request);
        string where = $"Context '{settings.Context}', server {TransportFaults.Address(settings)}{TransportFaults.AsUser(settings)}";
        string message = OutsideText.Clean(status?.Message);
        string what = message.Length > 0
            ? ShortText.Of(message, MaximumMessageLength)
            : $"{request.Verb} /{request.Path} returned {code} ({(HttpStatusCode)code}) without a Kubernetes status";
        return new EksConnectorException(errorId, category, $"{where}: {what.TrimEnd('.')}.", action)
        {
            Target = settings.Context,
            StatusCode = code,
            Reason = status?.Reason,
        };
    }

    private static (string ErrorId, FailureCategory Category, string Action) Classify(int code, V1Status? status, ApiRequest request) => code switch
    {
        _ when request.IsUpgrade && NotRunningMessages.IsMatch(status?.Message) => (
            ErrorIds.ContainerNotRunning,
            FailureCategory.ResourceUnavailable,
            "The container must be running. Check the status of the Pod, and read the log of the container, which is also available after the container has ended."),
        _ when request.IsUpgrade && IsUpgradeUnsupported(code, status) => (
            ErrorIds.InvalidResponse,
            FailureCategory.InvalidData,
            $"Check that all proxies and load balancers between this computer and the API server support WebSockets (RFC 6455, {ApiRequest.ExecProtocol}), which commands in containers require."),
        401 => (
            ErrorIds.Unauthorized,
            FailureCategory.AuthenticationError,
            "The credentials are incorrect, expired, or for another cluster. Sign in again, or get a new kubeconfig or token."),
        403 when status?.Message?.Contains(EscalationMessage, StringComparison.Ordinal) == true => (
            ErrorIds.EscalationDenied,
            FailureCategory.PermissionDenied,
            $"RBAC does not permit you to grant permissions that you do not have yourself. Ask a cluster administrator to run this command, or to grant you the verb {(request.Resource?.EndsWith("bindings", StringComparison.Ordinal) == true ? "bind" : "escalate")} on clusterroles (API group rbac.authorization.k8s.io)."),
        403 => (
            ErrorIds.AccessDenied,
            FailureCategory.PermissionDenied,
            $"Ask a cluster administrator for this permission (RBAC: {request.DescribePermission()}), or use another context."),
        404 when status is null => (
            ErrorIds.InvalidResponse,
            FailureCategory.InvalidData,
            "Check that the server address and its path are those of a Kubernetes API server."),
        404 => (ErrorIds.ResourceNotFound, FailureCategory.ObjectNotFound, "Check the name and the namespace."),
        409 => (ErrorIds.Conflict, FailureCategory.InvalidOperation, "Another user or controller changed the object at the same time. Run the command again."),
        410 => (ErrorIds.ResourceExpired, FailureCategory.ResourceUnavailable, "Run the command again to read the current state."),
        400 or 422 => (ErrorIds.InvalidRequest, FailureCategory.InvalidArgument, "Check the parameters. The message names the value that the API server rejected."),
        429 => (ErrorIds.Throttled, FailureCategory.LimitsExceeded, "The API server receives too many requests. Try again later, or reduce -ThrottleLimit."),
        >= 500 => (ErrorIds.ApiServerError, FailureCategory.ResourceUnavailable, "Try again. If the error persists, check the control plane of the cluster and any proxy in front of it."),
        _ => (ErrorIds.InvalidResponse, FailureCategory.InvalidData, "Check that the server address is that of a Kubernetes API server, and not of a sign-in page or a proxy."),
    };

    // An API server that does not receive the upgrade header says so; a proxy that does not support WebSockets rejects the request without a message.
    private static bool IsUpgradeUnsupported(int code, V1Status? status) =>
        (code == 400 && status?.Message == "Upgrade request required") || (code == 403 && status is null);

    private static async Task<V1Status?> ReadStatusAsync(HttpResponseMessage response, ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var body = new SizeLimitStream(
                await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), SizeLimits.Error, () => new JsonException("too long"));
            if (request.IsUpgrade && response.Content.Headers.ContentType?.MediaType == "text/plain")
            {
                return await ReadTextAsync(body, cancellationToken).ConfigureAwait(false);
            }

            V1Status? status = await JsonSerializer.DeserializeAsync(body, ModelJson.Default.V1Status, cancellationToken).ConfigureAwait(false);
            return status is { Kind: "Status" } ? status : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or HttpRequestException)
        {
            // The body is optional; the status code is sufficient.
            return null;
        }
    }

    // The kubelet rejects an upgrade with plain text, which the API server passes on.
    private static async Task<V1Status?> ReadTextAsync(Stream body, CancellationToken cancellationToken)
    {
        var text = new byte[MaximumTextLength];
        int length = await body.ReadAtLeastAsync(text, MaximumTextLength, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        string message = Encoding.UTF8.GetString(text, 0, length).Trim();
        return NotRunningMessages.IsMatch(message) ? new V1Status { Message = message } : null;
    }
}
