using System.Globalization;
using System.Text;
using EksConnector.Core.Logs;

namespace EksConnector.Tests.Logs;

public sealed class LogTimeTests
{
    [Theory]
    [InlineData("2024-03-01T08:09:10Z x", "2024-03-01T08:09:10.0000000Z", 21)]
    [InlineData("2024-03-01T08:09:10.1Z x", "2024-03-01T08:09:10.1000000Z", 23)]
    [InlineData("2024-03-01T08:09:10.123456789Z x", "2024-03-01T08:09:10.1234567Z", 31)]
    [InlineData("2024-03-01T08:09:10.5+02:00 x", "2024-03-01T06:09:10.5000000Z", 28)]
    [InlineData("2024-03-01T23:09:10.5-05:30 x", "2024-03-02T04:39:10.5000000Z", 28)]
    [InlineData("2024-03-01T08:09:10Z", "2024-03-01T08:09:10.0000000Z", 20)]
    [InlineData("2024-03-01T08:09:10Z ", "2024-03-01T08:09:10.0000000Z", 21)]
    public void Reads_the_timestamp_of_the_log_API(string line, string time, int length)
    {
        LogTime.TryReadApi(Encoding.ASCII.GetBytes(line), out long ticks, out int read).ShouldBeTrue();
        Text(ticks).ShouldBe(time);
        read.ShouldBe(length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2024-03-01T08:09:10")]
    [InlineData("2024-03-01T08:09:10.")]
    [InlineData("2024-03-01T08:09:10.5")]
    [InlineData("2024-03-01T08:09:10.5x")]
    [InlineData("2024-03-01T08:09:10Zx")]
    [InlineData("2024-03-01T08:09:10+0200 x")]
    [InlineData("2024-03-01T08:09:10+02:")]
    [InlineData("2024-03-01 08:09:10Z x")]
    [InlineData("2024-13-01T08:09:10Z x")]
    [InlineData("2023-02-29T08:09:10Z x")]
    [InlineData("2024-03-01T24:09:10Z x")]
    [InlineData("0000-03-01T20:09:10Z x")]
    [InlineData("2O24-03-01T20:09:10Z x")]
    public void Other_text_is_not_a_log_timestamp(string line)
    {
        LogTime.TryReadApi(Encoding.ASCII.GetBytes(line), out _, out int length).ShouldBeFalse();
        length.ShouldBe(0);
    }

    // The month, day, and hour of the line; the time at which it is read; the expected year.
    [Theory]
    [InlineData(1, 8, 8, "2024-01-08T09:00:00Z", 2024)]
    [InlineData(12, 31, 23, "2024-01-01T00:00:05Z", 2023)]
    [InlineData(1, 1, 0, "2023-12-31T23:59:59Z", 2024)]
    [InlineData(1, 1, 23, "2023-12-31T23:59:59Z", 2024)]
    [InlineData(1, 2, 0, "2023-12-31T23:59:59Z", 2023)]
    [InlineData(1, 8, 10, "2024-01-08T09:00:00Z", 2024)]
    [InlineData(1, 9, 10, "2024-01-08T09:00:00Z", 2023)]
    [InlineData(2, 29, 1, "2025-01-08T09:00:00Z", 2024)]
    [InlineData(2, 29, 1, "2024-02-28T09:00:00Z", 2024)]
    [InlineData(2, 29, 1, "1903-01-08T09:00:00Z", 1896)]
    public void Uses_the_latest_year_in_which_the_line_is_at_most_a_day_ahead(int month, int day, int hour, string reference, int year)
    {
        DateTime moment = DateTime.Parse(reference, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        LogTime.TryPlaceInYear(month, day, hour * TimeSpan.TicksPerHour, moment, out long ticks).ShouldBeTrue();
        new DateTime(ticks).ShouldBe(new DateTime(year, month, day, hour, 0, 0));
    }

    [Theory]
    [InlineData(2, 30)]
    [InlineData(13, 1)]
    [InlineData(0, 1)]
    [InlineData(4, 31)]
    public void An_invalid_day_has_no_year(int month, int day) =>
        LogTime.TryPlaceInYear(month, day, 0, new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc), out _).ShouldBeFalse();

    [Fact]
    public void Accepts_the_first_and_last_date_of_the_calendar()
    {
        LogTime.TryPlaceInYear(12, 31, 0, DateTime.MaxValue, out long ticks).ShouldBeTrue();
        new DateTime(ticks).Year.ShouldBe(9999);
        LogTime.TryPlaceInYear(2, 29, 0, DateTime.MinValue, out _).ShouldBeFalse();
    }

    private static string Text(long ticks) => new DateTime(ticks, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture);
}
