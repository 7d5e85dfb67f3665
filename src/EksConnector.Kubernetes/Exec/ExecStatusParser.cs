using System.Globalization;
using System.Text.Json;
using EksConnector.Core.Kubernetes;
using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Errors;
using EksConnector.Kubernetes.Json;
using k8s.Models;

namespace EksConnector.Kubernetes.Exec;

/// <summary>Parses the Status object at the end of a command.</summary>
internal static class ExecStatusParser
{
    private const int NotStarted = -1;

    // The kubelet's prefix of messages from the container runtime.
    private const string RuntimeFailed = "error executing command in container";

    /// <summary>Returns the result of a command that ran or could not be started.</summary>
    /// <param name="json">The Status object as JSON.</param>
    /// <param name="standardError">The beginning of standard error.</param>
    /// <param name="request">The request.</param>
    /// <param name="settings">The settings of the connection.</param>
    /// <returns>The exit code and the standard error of the command.</returns>
    /// <exception cref="EksConnectorException">The text is not a Status object, or the API server could not run the command.</exception>
    public static ContainerExit Parse(ReadOnlySpan<byte> json, string standardError, ApiRequest request, ConnectionSettings settings)
    {
        V1Status status;
        try
        {
            status = JsonSerializer.Deserialize(json, ModelJson.Default.V1Status) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw TransportFaults.FromStream(exception, request, settings, settings.Timeout);
        }

        switch (status)
        {
            case { Status: "Success" }:
                return new ContainerExit(0, Redactor.Redact(standardError.TrimEnd()));
            case { Reason: "NonZeroExitCode" } when ExitCodeOf(status) is { } code:
                return new ContainerExit(code, Redactor.Redact(standardError.TrimEnd()));
            case { Message: { } message } when message.Contains(RuntimeFailed, StringComparison.Ordinal) && !NotRunningMessages.IsMatch(message):
                return new ContainerExit(NotStarted, Redactor.Redact(message));
            default:
                throw StatusFaults.FromStatus(status, request, settings);
        }
    }

    private static int? ExitCodeOf(V1Status status)
    {
        foreach (V1StatusCause cause in status.Details?.Causes ?? [])
        {
            if (cause.Reason == "ExitCode" && int.TryParse(cause.Message, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int code))
            {
                return code;
            }
        }

        return null;
    }
}
