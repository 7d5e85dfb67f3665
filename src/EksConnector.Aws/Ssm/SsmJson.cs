using System.Text.Json;
using EksConnector.Aws.Pipeline;
using EksConnector.Core.Aws;

namespace EksConnector.Aws.Ssm;

/// <summary>Writes what the Systems Manager API is asked, and reads what it answers.</summary>
internal static class SsmJson
{
    // The most that both calls allow.
    private const int PageSize = 50;

    /// <summary>Writes the request of DescribeActivations.</summary>
    public static byte[] AskActivations(string activationId, string? nextToken) =>
        Ask("FilterKey", "FilterValues", activationId, nextToken);

    /// <summary>Writes the request of DescribeInstanceInformation.</summary>
    public static byte[] AskInstances(string activationId, string? nextToken) => Ask("Key", "Values", activationId, nextToken);

    /// <summary>Reads the answer of DescribeActivations.</summary>
    public static IReadOnlyList<SsmActivation> ReadActivations(JsonElement answer) => Items(
        answer,
        "ActivationList",
        activation => new SsmActivation
        {
            ActivationId = JsonFields.Text(activation, "ActivationId") ?? throw new JsonException("The activation has no id."),
            Expired = JsonFields.Flag(activation, "Expired"),
            ExpirationDate = JsonFields.Time(activation, "ExpirationDate"),
            RegistrationLimit = JsonFields.Integer(activation, "RegistrationLimit"),
            RegistrationsCount = JsonFields.Integer(activation, "RegistrationsCount"),
            IamRole = JsonFields.Text(activation, "IamRole"),
        });

    /// <summary>Reads the answer of DescribeInstanceInformation.</summary>
    public static IReadOnlyList<SsmInstance> ReadInstances(JsonElement answer) => Items(
        answer,
        "InstanceInformationList",
        instance => new SsmInstance
        {
            InstanceId = JsonFields.Text(instance, "InstanceId") ?? throw new JsonException("The instance has no id."),
            PingStatus = JsonFields.Text(instance, "PingStatus"),
            LastPing = JsonFields.Time(instance, "LastPingDateTime"),
            AgentVersion = JsonFields.Text(instance, "AgentVersion"),
            ActivationId = JsonFields.Text(instance, "ActivationId"),
        });

    // A list with nothing in it may be left out.
    private static List<T> Items<T>(JsonElement answer, string name, Func<JsonElement, T> read)
    {
        if (answer.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("The answer is no object.");
        }

        return answer.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray().Select(read).ToList() : [];
    }

    // The two calls have the same filter, but not the same names in it.
    private static byte[] Ask(string key, string values, string activationId, string? nextToken)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteStartArray("Filters");
            json.WriteStartObject();
            json.WriteString(key, "ActivationIds");
            json.WriteStartArray(values);
            json.WriteStringValue(activationId);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteNumber("MaxResults", PageSize);
            if (nextToken is not null)
            {
                json.WriteString("NextToken", nextToken);
            }

            json.WriteEndObject();
        }

        return text.ToArray();
    }
}
