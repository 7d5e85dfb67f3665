using System.Collections;
using System.Management.Automation;

namespace EksConnector.Parameters;

/// <summary>Converts deserialized diagnoses from a job, a remote session, or a file to the type of the parameter.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DiagnosisTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string s_typeName = $"Deserialized.{typeof(Diagnosis).FullName}";

    /// <summary>Whether rows of Import-Csv and objects of ConvertFrom-Json, which have no type name, are accepted as well.</summary>
    public bool AcceptsRows { get; init; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? data = Unwrap(inputData);
        return data switch
        {
            null => null,
            Diagnosis or PSObject => new[] { Read(data) },
            IEnumerable many and not string => many.Cast<object?>().Select(item => Read(Unwrap(item))).ToArray(),
            _ => Read(data),
        };
    }

    private static object? Unwrap(object? item) => item is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : item;

    private Diagnosis Read(object? item) => item switch
    {
        Diagnosis diagnosis => diagnosis,
        PSObject custom when custom.TypeNames.Contains(s_typeName) || (AcceptsRows && IsRow(custom)) => DeserializedObject.To<Diagnosis>(custom),

        // The inner exception makes PowerShell try to bind the object to another parameter.
        _ => throw new ArgumentTransformationMetadataException(
            "an object of Test-EksConnector is expected.", new PSInvalidCastException("An object of Test-EksConnector is expected.")),
    };

    private static bool IsRow(PSObject item) =>
        Array.TrueForAll([nameof(Diagnosis.Context), nameof(Diagnosis.IsHealthy), nameof(Diagnosis.Summary), nameof(Diagnosis.Findings)], name => item.Properties[name] is not null);
}
