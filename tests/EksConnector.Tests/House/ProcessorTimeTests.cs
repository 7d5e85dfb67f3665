using System.Security.Cryptography;

namespace EksConnector.Tests.House;

/// <summary>Bounds in processor time can be exceeded.</summary>
public sealed class ProcessorTimeTests
{
    [Fact]
    public void Counts_the_time_of_a_calculation()
    {
        byte[] data = new byte[32 * 1024 * 1024];
        ProcessorTime.Of(() => SHA256.HashData(data)).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void Does_not_count_the_time_of_other_threads()
    {
        byte[] data = new byte[32 * 1024 * 1024];
        TimeSpan other = TimeSpan.Zero;
        TimeSpan time = ProcessorTime.Of(() =>
        {
            var thread = new Thread(() => other = ProcessorTime.Of(() => SHA256.HashData(data)));
            thread.Start();
            thread.Join();
        });
        if (OperatingSystem.IsLinux())
        {
            time.ShouldBeLessThan(other);
        }
    }
}
