using System.Buffers;
using System.Globalization;

namespace EksConnector;

/// <summary>Parses and formats durations like kubectl: <c>90s</c>, <c>15m</c>, <c>1h30m</c>, <c>3d</c>.</summary>
public static class Duration
{
    private static readonly SearchValues<char> s_numberCharacters = SearchValues.Create("0123456789.");

    /// <summary>Parses a duration: numbers with the units ms, s, m, h or d, or the TimeSpan format such as <c>00:15:00</c>.</summary>
    /// <param name="text">The text. A number without a unit is not valid.</param>
    /// <param name="duration">The duration; zero if the text is not valid.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (rest.IndexOf(':') > 0)
        {
            return TimeSpan.TryParse(rest, CultureInfo.InvariantCulture, out duration);
        }

        double milliseconds = 0;
        bool any = false;
        while (rest.Length > 0)
        {
            int digits = rest.IndexOfAnyExcept(s_numberCharacters);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            {
                return false;
            }

            rest = rest[digits..];
            int letters = rest.IndexOfAnyInRange('0', '9');
            ReadOnlySpan<char> unit = letters < 0 ? rest : rest[..letters];
            double factor = Milliseconds(unit);
            if (factor == 0)
            {
                return false;
            }

            milliseconds += number * factor;
            rest = rest[unit.Length..];
            any = true;
        }

        if (!any || milliseconds > TimeSpan.MaxValue.TotalMilliseconds)
        {
            return false;
        }

        duration = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }

    /// <summary>Formats a duration like an age in kubectl: at most two units, with seconds only for short durations.</summary>
    /// <param name="duration">The duration. A negative duration is formatted as 0s.</param>
    /// <returns>A text such as <c>7s</c>, <c>5m3s</c>, <c>3h12m</c>, <c>27h</c>, <c>12d</c> or <c>2y30d</c>.</returns>
    public static string ToShortText(TimeSpan duration)
    {
        // The limits are the same as for ages in kubectl, so that the output is the same.
        long seconds = Math.Max(0, (long)duration.TotalSeconds);
        long minutes = seconds / 60;
        long hours = minutes / 60;
        long days = hours / 24;
        long years = days / 365;
        return seconds switch
        {
            _ when seconds < 120 => $"{seconds}s",
            _ when minutes < 10 => Pair(minutes, "m", seconds % 60, "s"),
            _ when minutes < 180 => $"{minutes}m",
            _ when hours < 8 => Pair(hours, "h", minutes % 60, "m"),
            _ when hours < 48 => $"{hours}h",
            _ when days < 8 => Pair(days, "d", hours % 24, "h"),
            _ when years < 2 => $"{days}d",
            _ when years < 8 => Pair(years, "y", days % 365, "d"),
            _ => $"{years}y",
        };
    }

    private static string Pair(long major, string majorUnit, long minor, string minorUnit) =>
        minor == 0 ? $"{major}{majorUnit}" : $"{major}{majorUnit}{minor}{minorUnit}";

    private static double Milliseconds(ReadOnlySpan<char> unit) => unit switch
    {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => 0,
    };
}
