using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EksConnector.Tests;

/// <summary>Measures processor time, so that a bound holds for the code and not for what else the machine does.</summary>
internal static class ProcessorTime
{
    private const int ThreadCpuTimeId = 3; // CLOCK_THREAD_CPUTIME_ID of Linux

    /// <summary>Runs an action on this thread.</summary>
    /// <param name="action">The action, which must not start others.</param>
    /// <returns>Its processor time; on other systems than Linux, its time.</returns>
    public static TimeSpan Of(Action action)
    {
        TimeSpan start = Now();
        action();
        return Now() - start;
    }

    private static TimeSpan Now()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Stopwatch.GetElapsedTime(0);
        }

        GetTime(ThreadCpuTimeId, out TimeSpec time).ShouldBe(0);
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
