using System.Text.Json;
using System.Text.Json.Serialization;

namespace EksConnector.Kubernetes.Json;

/// <summary>Reads secrets into <see cref="SecretText"/>. Only a mask is ever written.</summary>
internal sealed class SecretTextConverter : JsonConverter<SecretText>
{
    public override SecretText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? string.Empty);

    public override void Write(Utf8JsonWriter writer, SecretText value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Redactor.Mask);
}
