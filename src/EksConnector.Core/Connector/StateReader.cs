using System.Globalization;
using System.Text.Json;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Connector;

/// <summary>Reads the properties of a state Secret, but not the replica's private key that it contains.</summary>
internal static class StateReader
{
    public static StateFacts Read(Secret secret, string name, int ordinal)
    {
        var facts = new StateFacts { Name = name, Ordinal = ordinal, IsThere = true, IsImmutable = secret.Immutable == true };
        string? fault = null;
        string? instance = null, region = null, activation = null;
        DateTime? created = null;
        ReadKey(secret, "regkey", ref fault, json =>
        {
            instance = Text(json, "instanceID");
            region = Text(json, "region");
            created = ParseGoTime(Text(json, "privateKeyCreatedDate"));
            return !string.IsNullOrEmpty(Text(json, "privateKey")) ? null : "its registration has no private key";
        });

        // Earlier versions of the connector do not store the activation ID.
        if (secret.Data?.ContainsKey("connector-config") == true)
        {
            ReadKey(secret, "connector-config", ref fault, json =>
            {
                activation = Text(json, "activationId");
                return null;
            });
        }

        return facts with
        {
            Fault = fault,
            InstanceId = InstanceName.ClusterOf(instance) is null ? null : instance,
            Region = region is not null && Setting.IsRegion(region) ? region : null,
            ActivationId = activation is not null && Setting.IsActivationId(activation) ? activation : null,
            KeyCreated = created,
        };
    }

    private static void ReadKey(Secret secret, string key, ref string? fault, Func<JsonElement, string?> look)
    {
        if (secret.Data?.GetValueOrDefault(key) is not { } data)
        {
            fault ??= $"it has no key '{key}'";
            return;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(Convert.FromBase64String(data.Reveal()));
            fault ??= json.RootElement.ValueKind == JsonValueKind.Object ? look(json.RootElement) : $"its key '{key}' does not have the format that connector-init writes";
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            // The message of the exception is omitted because it could quote the Secret.
            fault ??= $"its key '{key}' is not valid JSON";
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Go writes times as 2006-01-02 15:04:05.999999999 -0700 MST, with a variable number of fractional digits.
    private static DateTime? ParseGoTime(string? text)
    {
        string[] parts = (text ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 3)
        {
            return null;
        }

        string time = parts[1].Length > 16 ? parts[1][..16] : parts[1];
        return DateTimeOffset.TryParseExact(
            $"{parts[0]} {time} {parts[2]}",
            ["yyyy-MM-dd HH:mm:ss.FFFFFFF zzz", "yyyy-MM-dd HH:mm:ss zzz"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateTimeOffset read)
            ? read.UtcDateTime
            : null;
    }
}
