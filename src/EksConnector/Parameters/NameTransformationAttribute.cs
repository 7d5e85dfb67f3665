using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace EksConnector.Parameters;

/// <summary>
/// Restricts a parameter that takes names from the pipeline to strings. Without it, PowerShell would convert any object without
/// the property to a name such as <c>@{Context=prod}</c>. A null or empty value becomes null, which means that the name is not specified,
/// as in the rows of Import-Csv; <see cref="Commands.EksConnectorCmdlet"/> rejects it on the command line.
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
            null or "" => null,
            string => data,
            IEnumerable many => Names(many),
            _ => Text(data),
        };
    }

    /// <summary>Whether a value of a parameter with this attribute means that the name is not specified.</summary>
    /// <param name="value">The value.</param>
    internal static bool IsEmpty(object? value) => value is null or "" or Array { Length: 0 };

    private static string?[]? Names(IEnumerable many)
    {
        string?[] names = many.Cast<object?>().Select(item => Text(item is PSObject inner ? inner.BaseObject : item)).ToArray();
        return Array.TrueForAll(names, string.IsNullOrEmpty) ? null
            : Array.Exists(names, string.IsNullOrEmpty) ? throw new ArgumentTransformationMetadataException("One of the names is null or empty.")
            : names;
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
