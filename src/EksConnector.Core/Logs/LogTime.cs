namespace EksConnector.Core.Logs;

/// <summary>Reads the times that stand in logs. All give ticks in UTC, and false where the text is no such time.</summary>
internal static class LogTime
{
    private const int DateAndTimeLength = 19;

    /// <summary>Reads the time that the log API puts before a line: RFC 3339 with up to nine digits, and a blank.</summary>
    /// <param name="line">The line.</param>
    /// <param name="ticks">The time.</param>
    /// <param name="length">How many bytes it takes, the blank included.</param>
    /// <returns>Whether the line begins with such a time.</returns>
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
            // containerd writes in the node's own zone.
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

    /// <summary>Reads <c>yyyy-MM-dd HH:mm:ss</c> at the beginning of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="between">What stands between date and time.</param>
    /// <param name="ticks">The time.</param>
    /// <returns>Whether the line begins with such a time.</returns>
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

    /// <summary>Reads digits after a point as a part of a second.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">Where the point may stand; afterwards where its digits end.</param>
    /// <returns>Ticks, 0 where there is no fraction.</returns>
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

    /// <summary>Gives klog's month, day and time the year that fits: no line is more than a day later than the reference.</summary>
    /// <param name="month">The month.</param>
    /// <param name="day">The day.</param>
    /// <param name="timeOfDay">The time of the day, in ticks; negative where there is none.</param>
    /// <param name="reference">A moment after which nothing was written, in UTC.</param>
    /// <param name="ticks">The time.</param>
    /// <returns>Whether there is such a day.</returns>
    public static bool TryPlaceInYear(int month, int day, long timeOfDay, DateTime reference, out long ticks)
    {
        long latest = reference.Ticks > DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay ? DateTime.MaxValue.Ticks : reference.Ticks + TimeSpan.TicksPerDay;

        // 29 February comes every eight years at the least.
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

    /// <summary>Reads <c>HH:mm:ss</c>.</summary>
    /// <param name="text">The text, 8 bytes or more.</param>
    /// <returns>Ticks, or -1.</returns>
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

    /// <summary>Reads a number of two digits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where it stands.</param>
    /// <returns>0 to 99, or -1.</returns>
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
