using System.Collections;
using System.Management.Automation;

namespace EksConnector.Parameters;

/// <summary>Lets a text parameter take the lines that Get-Content gives, as well as the text itself.</summary>
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
