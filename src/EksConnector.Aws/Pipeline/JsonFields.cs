using System.Globalization;
using System.Text.Json;

namespace EksConnector.Aws.Pipeline;

/// <summary>Reads the fields of an answer. What is not there, or is of another kind, is null.</summary>
internal static class JsonFields
{
    public static string? Text(JsonElement parent, string name) => Raw(parent, name) is { } text ? Redactor.Redact(text) : null;

    private static string? Raw(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static int? Integer(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    public static bool? Flag(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : null;

    // The APIs write seconds since 1970 as a number; the AWS CLI, and documents made from it, ISO 8601 with an offset.
    public static DateTime? Time(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number => DateTime.UnixEpoch + TimeSpan.FromTicks((long)decimal.Round(value.GetDecimal() * TimeSpan.TicksPerSecond)),
            JsonValueKind.String => DateTimeOffset.Parse(
                value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime,
            _ => null,
        };
    }

    /// <summary>Reads the token of the next page.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="name">The field that has the token.</param>
    /// <param name="asked">The token that this page was asked with; null for the first page.</param>
    /// <returns>The token; null after the last page.</returns>
    /// <exception cref="JsonException">The answer leads to itself: following it would never end.</exception>
    public static string? NextPage(JsonElement answer, string name, string? asked)
    {
        string? next = Raw(answer, name);
        if (string.IsNullOrEmpty(next))
        {
            return null;
        }

        return string.Equals(next, asked, StringComparison.Ordinal)
            ? throw new JsonException("The page names itself as the next one.")
            : next;
    }
}
