namespace EksConnector.Tests.Credentials;

/// <summary>A clock that the test controls.</summary>
internal sealed class ManualTime : TimeProvider
{
    private DateTimeOffset _now = TestCertificates.Now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public void Advance(TimeSpan time) => _now += time;
}
