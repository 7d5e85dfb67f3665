namespace EksConnector.Tests.Values;

public sealed class DurationTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("15m", 900)]
    [InlineData("2h", 7200)]
    [InlineData("3d", 259200)]
    [InlineData("1h30m", 5400)]
    [InlineData("1.5h", 5400)]
    [InlineData(" 00:15:00 ", 900)]
    [InlineData("1.00:00:00", 86400)]
    public void Parses_a_duration(string text, double seconds)
    {
        Duration.TryParse(text, out TimeSpan duration).ShouldBeTrue();
        duration.TotalSeconds.ShouldBe(seconds);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("-5m")]
    [InlineData("5x")]
    [InlineData("m")]
    [InlineData("5m3")]
    [InlineData("1.2.3s")]
    [InlineData("999999999999d")]
    [InlineData(":")]
    public void Rejects_an_invalid_duration(string? text) => Duration.TryParse(text, out _).ShouldBeFalse();

    // The expected texts are those that kubectl prints as AGE.
    [Theory]
    [InlineData(-5, "0s")]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(303, "5m3s")]
    [InlineData(600, "10m")]
    [InlineData(10799, "179m")]
    [InlineData(10800, "3h")]
    [InlineData(11520, "3h12m")]
    [InlineData(28800, "8h")]
    [InlineData(172799, "47h")]
    [InlineData(172800, "2d")]
    [InlineData(180000, "2d2h")]
    [InlineData(691200, "8d")]
    [InlineData(63071999, "729d")]
    [InlineData(63072000, "2y")]
    [InlineData(65664000, "2y30d")]
    [InlineData(252288000, "8y")]
    public void Formats_an_age_as_kubectl_does(double seconds, string text) =>
        Duration.ToShortText(TimeSpan.FromSeconds(seconds)).ShouldBe(text);
}
