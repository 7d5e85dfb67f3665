using System.Collections;
using System.Management.Automation;

namespace EksConnector.Parameters;

/// <summary>Converts deserialized results of Test-EksConnectorEndpoint from a job, a remote session, or a file to the type of the parameter.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EndpointResultTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string s_typeName = $"Deserialized.{typeof(EndpointResult).FullName}";

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? data = Unwrap(inputData);
        return data switch
        {
            null => null,
            EndpointResult or PSObject => new[] { Read(data) },
            IEnumerable many and not string => many.Cast<object?>().Select(item => Read(Unwrap(item))).ToArray(),
            _ => Read(data),
        };
    }

    private static object? Unwrap(object? item) => item is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : item;

    private static EndpointResult Read(object? item) => item switch
    {
        EndpointResult result => result,
        PSObject custom when custom.TypeNames.Contains(s_typeName) => DeserializedObject.To<EndpointResult>(custom),

        // The inner exception makes PowerShell try to bind the object to another parameter.
        _ => throw new ArgumentTransformationMetadataException(
            "an object of Test-EksConnectorEndpoint is expected.", new PSInvalidCastException("An object of Test-EksConnectorEndpoint is expected.")),
    };
}
