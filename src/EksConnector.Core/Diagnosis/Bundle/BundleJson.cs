using System.Text.Json.Serialization;

namespace EksConnector.Core.Diagnosis.Bundle;

/// <summary>The serialization of the content of a diagnostic bundle as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    WriteIndented = true,
    UseStringEnumConverter = true,
    Converters = [typeof(FailureConverter), typeof(TextListConverter), typeof(RedactedTextConverter)],
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(BundleManifest))]
[JsonSerializable(typeof(DiagnosisSnapshot))]
internal sealed partial class BundleJson : JsonSerializerContext;
