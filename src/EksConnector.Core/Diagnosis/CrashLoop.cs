namespace EksConnector.Core.Diagnosis;

/// <summary>Determines whether a running container is in a crash loop.</summary>
internal static class CrashLoop
{
    /// <summary>The minimum number of restarts if only the state of the container is known.</summary>
    public const int Restarts = 3;

    /// <summary>The minimum number of restarts if the log can contain the reason.</summary>
    public const int RestartsWithLog = 2;

    private static readonly TimeSpan s_recently = TimeSpan.FromMinutes(10);

    /// <summary>Returns whether a container failed recently and repeatedly.</summary>
    /// <param name="restarts">The number of restarts.</param>
    /// <param name="fewest">The minimum number of restarts.</param>
    /// <param name="exitCode">The exit code of the previous instance; null if there was none.</param>
    /// <param name="at">The time at which that instance ended; null if it is not known.</param>
    /// <param name="now">The time of the snapshot.</param>
    public static bool IsLikely(int restarts, int fewest, int? exitCode, DateTimeOffset? at, DateTimeOffset now) =>
        restarts >= fewest && exitCode is not (null or 0) && now - at < s_recently;
}
