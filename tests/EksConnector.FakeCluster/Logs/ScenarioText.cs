using System.Globalization;
using System.Text.RegularExpressions;

namespace EksConnector.FakeCluster;

/// <summary>
/// Reads the lines of a text in a scenario. A line can start with its time (<c>[-5m]</c>, which also applies to the lines after it).
/// <c>${klog}</c> and <c>${ssm}</c> insert the time in the format of klog or of the SSM Agent.
/// </summary>
internal static partial class ScenarioText
{
    public static IEnumerable<(DateTime Time, string Line)> Read(string text, DateTime now)
    {
        DateTime time = now;
        foreach (string raw in text.TrimEnd('\n').Split('\n'))
        {
            Match match = TimeOfLine().Match(raw);
            time = match.Success ? now - Ago.Parse(match.Groups["ago"].Value) : time.AddTicks(1370);
            string line = raw[match.Length..]
                .Replace("${klog}", time.ToString("MMdd HH:mm:ss.ffffff", CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("${ssm}", time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), StringComparison.Ordinal);
            yield return (time, line);
        }
    }

    [GeneratedRegex(@"^\[-(?<ago>[0-9smhd]+)\] ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TimeOfLine();
}
