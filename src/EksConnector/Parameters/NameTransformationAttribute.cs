using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace EksConnector.Parameters;

/// <summary>
/// Restricts a parameter that takes names from the pipeline to strings. Without it, PowerShell would convert any object without
/// the property to a name such as <c>@{Context=prod}</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NameTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? data = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return data switch
        {
            null or string => data,
            IEnumerable many => many.Cast<object?>().Select(item => Text(item is PSObject inner ? inner.BaseObject : item)).ToArray(),
            _ => Text(data),
        };
    }

    private static string? Text(object? item) => item switch
    {
        null => null,
        string text => text,
        IConvertible value => value.ToString(CultureInfo.InvariantCulture),

        // The inner exception makes PowerShell try to bind the object to another parameter.
        _ => throw new ArgumentTransformationMetadataException(
            $"a name is expected, not {item.GetType().Name}.", new PSInvalidCastException($"A name is expected, not {item.GetType().Name}.")),
    };
}
