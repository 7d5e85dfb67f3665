using System.Text.Json;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Kubernetes.Credentials;

/// <summary>Parses the ExecCredential that an exec plugin returns. Errors never quote it.</summary>
internal static class ExecCredentialParser
{
    /// <summary>Parses the output of the plugin, which is JSON or YAML as in client-go.</summary>
    /// <param name="text">The output of the plugin.</param>
    /// <param name="apiVersion">The API version that the kubeconfig requires.</param>
    /// <param name="status">The status of the ExecCredential.</param>
    /// <returns>The problem, as the end of a sentence; null if the output is valid.</returns>
    public static string? TryParse(string text, string apiVersion, out ExecCredentialStatus status)
    {
        status = new ExecCredentialStatus();
        if (string.IsNullOrWhiteSpace(text))
        {
            return "wrote nothing to standard output";
        }

        using JsonDocument? document = ParseJson(text.Trim().TrimStart('\ufeff')) ?? ParseYaml(text);
        return document is null
            ? "returned output that is not JSON or YAML"
            : Read(document.RootElement, apiVersion, ref status);
    }

    private static JsonDocument? ParseYaml(string text) => YamlJson.TryConvert(text) is { } json ? ParseJson(json) : null;

    private static JsonDocument? ParseJson(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Read(JsonElement root, string apiVersion, ref ExecCredentialStatus status)
    {
        if (root.ValueKind != JsonValueKind.Object || Text(root, "kind") != "ExecCredential")
        {
            return "returned output that is not an ExecCredential";
        }

        if (Text(root, "apiVersion") != apiVersion)
        {
            return $"did not return the version that the kubeconfig requires ({apiVersion})";
        }

        if (!root.TryGetProperty("status", out JsonElement element) || element.ValueKind != JsonValueKind.Object)
        {
            return "returned no status";
        }

        status = new ExecCredentialStatus
        {
            Token = Text(element, "token"),
            CertificatePem = Text(element, "clientCertificateData"),
            KeyPem = Text(element, "clientKeyData"),
            Expires = Time(element, out bool isWrong),
        };
        if (isWrong)
        {
            return "returned an expirationTimestamp that is not a time";
        }

        if ((status.CertificatePem is null) != (status.KeyPem is null))
        {
            return "returned a certificate without a key, or a key without a certificate";
        }

        return status.Token is null && status.CertificatePem is null ? "returned neither a token nor a certificate" : null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static DateTimeOffset? Time(JsonElement element, out bool isWrong)
    {
        isWrong = false;
        if (!element.TryGetProperty("expirationTimestamp", out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out DateTimeOffset time))
        {
            return time;
        }

        isWrong = true;
        return null;
    }
}
