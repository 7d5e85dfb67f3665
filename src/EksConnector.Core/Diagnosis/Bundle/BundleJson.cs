using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EksConnector.Core.Diagnosis.Facts;

namespace EksConnector.Core.Diagnosis.Bundle;

/// <summary>The JSON format of a bundle. It is built at run time, because generated code would be a sixth of the assembly.</summary>
internal static class BundleJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(), new FailureConverter(), new TextListConverter(), new RedactedTextConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireFacts } },
    };

    /// <summary>The format of the snapshot of a connector.</summary>
    public static JsonTypeInfo<DiagnosisSnapshot> Snapshot { get; } = (JsonTypeInfo<DiagnosisSnapshot>)s_options.GetTypeInfo(typeof(DiagnosisSnapshot));

    /// <summary>The format of the manifest.</summary>
    public static JsonTypeInfo<BundleManifest> Manifest { get; } = (JsonTypeInfo<BundleManifest>)s_options.GetTypeInfo(typeof(BundleManifest));

    // A part that is missing must not look like a part in which nothing was found.
    private static void RequireFacts(JsonTypeInfo type)
    {
        if (type.Type == typeof(ClusterSide) || type.Type == typeof(WorkloadFacts) || type.Type == typeof(ConnectionFacts) || type.Type == typeof(AccessFacts))
        {
            var nullability = new NullabilityInfoContext();
            foreach (JsonPropertyInfo property in type.Properties)
            {
                property.IsRequired |= property is { Set: not null, AttributeProvider: PropertyInfo member }
                    && !member.PropertyType.IsValueType && nullability.Create(member).WriteState == NullabilityState.NotNull;
            }
        }
    }
}
