using System.Management.Automation;

namespace EksConnector.Parameters;

/// <summary>Lets a duration parameter take a TimeSpan or a text such as <c>15m</c>; a bare number is refused, since its unit would be a guess.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? data = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return data switch
        {
            TimeSpan duration => duration,
            string text when Duration.TryParse(text, out TimeSpan duration) => duration,
            _ => throw new ArgumentTransformationMetadataException(
                $"'{data}' is not a duration: give a TimeSpan, or a number with a unit such as 30s, 15m, 2h, 3d or 1h30m."),
        };
    }
}
