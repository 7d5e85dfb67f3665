using System.Globalization;
using System.Text.RegularExpressions;

namespace EksConnector.FakeCluster;

/// <summary>Parses durations such as <c>5m</c>, <c>1h30m</c>, <c>2d</c>.</summary>
public static partial class Ago
{
    /// <summary>Parses a duration.</summary>
    /// <param name="text">Numbers with their units.</param>
    /// <returns>The sum of the parts.</returns>
    public static TimeSpan Parse(string text)
    {
        TimeSpan sum = TimeSpan.Zero;
        foreach (Match part in Part().Matches(text))
        {
            int count = int.Parse(part.Groups["count"].Value, CultureInfo.InvariantCulture);
            sum += part.Groups["unit"].Value switch
            {
                "s" => TimeSpan.FromSeconds(count),
                "m" => TimeSpan.FromMinutes(count),
                "h" => TimeSpan.FromHours(count),
                _ => TimeSpan.FromDays(count),
            };
        }

        return sum;
    }

    [GeneratedRegex("(?<count>[0-9]+)(?<unit>[smhd])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();
}
