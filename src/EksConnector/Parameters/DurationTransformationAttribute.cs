using System.Management.Automation;

namespace EksConnector.Parameters;

/// <summary>
/// Converts the value of a duration parameter from a TimeSpan or a text such as <c>15m</c>. A number without a unit is rejected
/// because it is ambiguous.
/// </summary>
/// <param name="minimum">The minimum duration, such as <c>1s</c>.</param>
/// <param name="maximum">The maximum duration, such as <c>1h</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationTransformationAttribute(string minimum, string maximum) : ArgumentTransformationAttribute
{
    /// <summary>The minimum duration.</summary>
    public string Minimum { get; } = minimum;

    /// <summary>The maximum duration.</summary>
    public string Maximum { get; } = maximum;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? data = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;

        // PowerShell parses 5s and 2d as numbers (short and decimal); the conversion to string returns the original text.
        string? typed = data is null ? null : LanguagePrimitives.ConvertTo<string>(inputData);
        TimeSpan duration = data switch
        {
            TimeSpan given => given,
            _ when Duration.TryParse(typed, out TimeSpan read) => read,
            _ => throw new ArgumentTransformationMetadataException(
                $"'{typed}' is not a duration. Specify a TimeSpan, or a number with a unit such as 30s, 15m, 2h, 3d or 1h30m."),
        };
        if (Duration.TryParse(Minimum, out TimeSpan least) && Duration.TryParse(Maximum, out TimeSpan most) && (duration < least || duration > most))
        {
            throw new ArgumentTransformationMetadataException($"'{typed}' is out of range: it must be from {Minimum} to {Maximum}.");
        }

        return duration;
    }
}
