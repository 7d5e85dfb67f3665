namespace EksConnector.Core.Logs;

/// <summary>Parses the times in logs. The methods return ticks in UTC, and false if the text is not a valid time.</summary>
internal static class LogTime
{
    private const int DateAndTimeLength = 19;

    /// <summary>Parses the timestamp that the log API adds before a line: RFC 3339 with up to nine fractional digits, and a space.</summary>
    /// <param name="line">The line.</param>
    /// <param name="ticks">The time.</param>
    /// <param name="length">The length in bytes, including the space.</param>
    /// <returns>Whether the line starts with such a time.</returns>
    public static bool TryReadApi(ReadOnlySpan<byte> line, out long ticks, out int length)
    {
        length = 0;
        if (!TryReadDateAndTime(line, (byte)'T', out ticks))
        {
            return false;
        }

        int at = DateAndTimeLength;
        ticks += ReadFraction(line, ref at);
        if (at < line.Length && line[at] == 'Z')
        {
            at++;
        }
        else if (line.Length - at >= 6 && line[at] is (byte)'+' or (byte)'-' && line[at + 3] == ':'
            && TwoDigits(line, at + 1) is int hours and >= 0 && TwoDigits(line, at + 4) is int minutes and >= 0)
        {
            // containerd writes the local time of the node with its offset.
            long offset = (hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute);
            ticks -= line[at] == '+' ? offset : -offset;
            at += 6;
        }
        else
        {
            return false;
        }

        if (at < line.Length && line[at] != ' ')
        {
            return false;
        }

        length = Math.Min(at + 1, line.Length);
        return ticks > 0;
    }

    /// <summary>Parses <c>yyyy-MM-dd HH:mm:ss</c> at the beginning of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="between">The separator between the date and the time.</param>
    /// <param name="ticks">The time.</param>
    /// <returns>Whether the line starts with such a time.</returns>
    public static bool TryReadDateAndTime(ReadOnlySpan<byte> line, byte between, out long ticks)
    {
        ticks = 0;
        if (line.Length < DateAndTimeLength
            || line[4] != '-' || line[7] != '-' || line[10] != between || line[13] != ':' || line[16] != ':')
        {
            return false;
        }

        int century = TwoDigits(line, 0);
        int year = TwoDigits(line, 2);
        if (century < 0 || year < 0)
        {
            return false;
        }

        return TryMake((100 * century) + year, TwoDigits(line, 5), TwoDigits(line, 8), TimeOfDay(line[11..]), out ticks);
    }

    /// <summary>Parses the digits after a decimal point as a fraction of a second.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">The position of the decimal point, if any; afterwards, the position after the digits.</param>
    /// <returns>The ticks; 0 if there is no fraction.</returns>
    public static long ReadFraction(ReadOnlySpan<byte> line, ref int at)
    {
        if (at + 1 >= line.Length || line[at] != '.' || !char.IsAsciiDigit((char)line[at + 1]))
        {
            return 0;
        }

        long ticks = 0;
        long unit = TimeSpan.TicksPerSecond / 10;
        for (at++; at < line.Length && char.IsAsciiDigit((char)line[at]); at++)
        {
            ticks += (line[at] - '0') * unit;
            unit /= 10;
        }

        return ticks;
    }

    /// <summary>Determines the year of a klog time, which is at most one day later than the reference.</summary>
    /// <param name="month">The month.</param>
    /// <param name="day">The day.</param>
    /// <param name="timeOfDay">The time of day, in ticks; negative if it is not valid.</param>
    /// <param name="reference">The time (UTC) after which nothing was written.</param>
    /// <param name="ticks">The time.</param>
    /// <returns>Whether the date is valid.</returns>
    public static bool TryPlaceInYear(int month, int day, long timeOfDay, DateTime reference, out long ticks)
    {
        long latest = reference.Ticks > DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay ? DateTime.MaxValue.Ticks : reference.Ticks + TimeSpan.TicksPerDay;

        // February 29 occurs at least every eight years.
        for (int year = reference.Year + 1; year >= reference.Year - 8; year--)
        {
            if (TryMake(year, month, day, timeOfDay, out ticks) && ticks <= latest)
            {
                return true;
            }
        }

        ticks = 0;
        return false;
    }

    /// <summary>Parses <c>HH:mm:ss</c>.</summary>
    /// <param name="text">The text, with at least 8 bytes.</param>
    /// <returns>The ticks, or -1 if the text is not valid.</returns>
    public static long TimeOfDay(ReadOnlySpan<byte> text)
    {
        int hours = TwoDigits(text, 0);
        int minutes = TwoDigits(text, 3);
        int seconds = TwoDigits(text, 6);
        if ((uint)hours > 23 || (uint)minutes > 59 || (uint)seconds > 59)
        {
            return -1;
        }

        return ((((hours * 60L) + minutes) * 60) + seconds) * TimeSpan.TicksPerSecond;
    }

    /// <summary>Parses a two-digit number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The position of the number.</param>
    /// <returns>The number, 0 to 99, or -1 if the text is not valid.</returns>
    public static int TwoDigits(ReadOnlySpan<byte> text, int at)
    {
        uint tens = (uint)text[at] - '0';
        uint ones = (uint)text[at + 1] - '0';
        return tens > 9 || ones > 9 ? -1 : (int)((10 * tens) + ones);
    }

    private static bool TryMake(int year, int month, int day, long timeOfDay, out long ticks)
    {
        ticks = 0;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || timeOfDay < 0)
        {
            return false;
        }

        ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks + timeOfDay;
        return true;
    }
}
