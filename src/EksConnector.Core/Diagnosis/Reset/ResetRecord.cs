using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Repair;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>
/// The settings of a registration while it is being replaced. Between the deregistration and the new registration, they exist nowhere
/// else, so they are stored in a Secret of the module that is deleted at the end. It contains no activation code.
/// </summary>
/// <param name="Registration">The registration.</param>
/// <param name="PreviousActivationId">The activation that is replaced; null if the cluster was not registered.</param>
internal sealed record ResetRecord(Registration Registration, string? PreviousActivationId)
{
    /// <summary>The name of the Secret.</summary>
    public const string SecretName = "eksconnector-activation-reset";

    private const string Key = "registration";
    private const int MaximumTags = 50;

    /// <summary>Reads the record.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="namespace">The namespace of the connector.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The record; null if there is none, if it was not written by the module, or if it cannot be read.</returns>
    public static async Task<ResetRecord?> FindAsync(IKubernetesClient client, string @namespace, CancellationToken cancellationToken)
    {
        try
        {
            return Read(await client.GetAsync(ResourceTypes.Secrets, @namespace, SecretName, cancellationToken).ConfigureAwait(false));
        }
        catch (EksConnectorException exception) when (exception.ErrorId is ErrorIds.ResourceNotFound or ErrorIds.AccessDenied)
        {
            return null;
        }
    }

    /// <summary>Reads the record from a Secret.</summary>
    /// <param name="secret">The Secret.</param>
    /// <returns>The record; null if the Secret has no valid record.</returns>
    public static ResetRecord? Read(Secret secret)
    {
        if (secret.Metadata?.Labels?.GetValueOrDefault(ConnectorNames.ManagedByLabel) != ImpersonationNames.Manager
            || secret.Data?.GetValueOrDefault(Key)?.Reveal() is not { } data)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(Convert.FromBase64String(data));
            JsonElement json = document.RootElement;
            string? name = Text(json, "clusterName"), region = Text(json, "region"), role = Text(json, "roleArn"), provider = Text(json, "provider");
            string? previous = Text(json, "previousActivationId");
            Dictionary<string, string> tags = json.TryGetProperty("tags", out JsonElement all) && all.ValueKind == JsonValueKind.Object
                ? all.EnumerateObject().Take(MaximumTags).ToDictionary(tag => tag.Name, tag => tag.Value.GetString() ?? string.Empty, StringComparer.Ordinal)
                : [];
            return name is not null && InstanceName.IsClusterName(name) && region is not null && Setting.IsRegion(region)
                && role is not null && RegistrationRules.IsRole(role) && provider is not null && RegistrationRules.IsProvider(provider)
                && (previous is null || Setting.IsActivationId(previous))
                    ? new ResetRecord(new Registration(name, region, role, provider, tags), previous)
                    : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Creates the JSON of the Secret.</summary>
    /// <param name="namespace">The namespace of the connector.</param>
    public ReadOnlyMemory<byte> ToSecret(string @namespace) => ManifestObjects.Json(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject
        {
            ["name"] = SecretName,
            ["namespace"] = @namespace,
            ["labels"] = new JsonObject { [ConnectorNames.ManagedByLabel] = ImpersonationNames.Manager },
        },
        ["type"] = "Opaque",
        ["data"] = new JsonObject { [Key] = ToData() },
    });

    /// <summary>Creates the JSON Patch that replaces the record in a Secret.</summary>
    /// <param name="uid">The UID of the Secret.</param>
    public ReadOnlyMemory<byte> ToPatch(string? uid) => Encoding.UTF8.GetBytes(new JsonArray(
        new JsonObject { ["op"] = "test", ["path"] = "/metadata/uid", ["value"] = uid },
        new JsonObject { ["op"] = "add", ["path"] = "/data/" + Key, ["value"] = ToData() }).ToJsonString());

    private string ToData()
    {
        var json = new JsonObject
        {
            ["clusterName"] = Registration.ClusterName,
            ["region"] = Registration.Region,
            ["roleArn"] = Registration.RoleArn,
            ["provider"] = Registration.Provider,
            ["tags"] = new JsonObject(Registration.Tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value))),
            ["previousActivationId"] = PreviousActivationId,
        };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
