using System.Collections;
using System.Management.Automation;

namespace EksConnector.Parameters;

/// <summary>Converts the value of a text parameter from a string or from an array of lines, such as the output of Get-Content.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LinesTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? data = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return data is IEnumerable lines and not string ? string.Join('\n', lines.Cast<object?>()) : data;
    }
}
