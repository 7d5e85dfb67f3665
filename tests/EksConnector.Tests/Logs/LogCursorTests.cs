using System.Text;
using EksConnector.Core.Logs.Following;

namespace EksConnector.Tests.Logs;

public sealed class LogCursorTests
{
    private readonly List<(DateTime From, DateTime To)> _lostSpans = [];

    [Fact]
    public void Drops_lines_that_are_read_again()
    {
        LogCursor cursor = Read("2026-01-08T08:44:27.100000000Z a", "2026-01-08T08:44:27.200000000Z b");
        cursor.Rewind();
        Passing(cursor, "2026-01-08T08:44:27.100000000Z a", "2026-01-08T08:44:27.200000000Z b", "2026-01-08T08:44:27.300000000Z c").ShouldBe(["c"]);
        _lostSpans.ShouldBeEmpty();
    }

    [Fact]
    public void Counts_the_lines_read_with_the_same_time()
    {
        LogCursor cursor = Read("2026-01-08T08:44:27.1Z a", "2026-01-08T08:44:27.1Z b");
        cursor.Rewind();
        Passing(cursor, "2026-01-08T08:44:27.1Z a", "2026-01-08T08:44:27.1Z b", "2026-01-08T08:44:27.1Z c").ShouldBe(["c"]);
        cursor.Rewind();
        Passing(cursor, "2026-01-08T08:44:27.1Z a", "2026-01-08T08:44:27.1Z b", "2026-01-08T08:44:27.1Z c", "2026-01-08T08:44:27.1Z d").ShouldBe(["d"]);
    }

    [Fact]
    public void Distinguishes_times_that_differ_in_nanoseconds()
    {
        LogCursor cursor = Read("2026-01-08T08:44:27.123456701Z a");
        cursor.Rewind();
        Passing(cursor, "2026-01-08T08:44:27.123456701Z a", "2026-01-08T08:44:27.123456789Z b").ShouldBe(["b"]);
    }

    [Fact]
    public void A_log_that_lacks_the_last_known_line_has_lost_its_beginning()
    {
        LogCursor cursor = Read("2026-01-08T08:44:27Z a");
        cursor.Rewind();
        Passing(cursor, "2026-01-08T08:44:30Z b", "2026-01-08T08:44:31Z c").ShouldBe(["b", "c"]);
        _lostSpans.ShouldBe([(new DateTime(2026, 1, 8, 8, 44, 27, DateTimeKind.Utc), new DateTime(2026, 1, 8, 8, 44, 30, DateTimeKind.Utc))]);
    }

    [Fact]
    public void A_node_in_another_time_zone_gives_the_same_times()
    {
        LogCursor cursor = Read("2026-01-08T10:44:27.5+02:00 a");
        cursor.Time.ShouldBe(new DateTime(2026, 1, 8, 8, 44, 27, 500, DateTimeKind.Utc));
        cursor.Rewind();
        Passing(cursor, "2026-01-08T10:44:27.5+02:00 a", "2026-01-08T10:44:27.6+02:00 b").ShouldBe(["b"]);
    }

    private LogCursor Read(params string[] lines)
    {
        var cursor = new LogCursor((from, to) => _lostSpans.Add((from, to)));
        Passing(cursor, lines).Length.ShouldBe(lines.Length);
        return cursor;
    }

    private static string[] Passing(LogCursor cursor, params string[] lines) =>
        [.. lines.Where(line => cursor.Passes(Encoding.UTF8.GetBytes(line))).Select(line => line[(line.IndexOf(' ') + 1)..])];
}
