namespace EksConnector.Core.Diagnosis;

/// <summary>Whether a container that runs at the moment is between two runs of a crash loop.</summary>
internal static class CrashLoop
{
    /// <summary>How often it was started again where its state alone is known.</summary>
    public const int Restarts = 3;

    /// <summary>How often it was started again where its log can tell why.</summary>
    public const int RestartsWithLog = 2;

    private static readonly TimeSpan s_recently = TimeSpan.FromMinutes(10);

    /// <summary>Whether it failed recently, and often.</summary>
    /// <param name="restarts">How often it was started again.</param>
    /// <param name="fewest">How often it has to be.</param>
    /// <param name="exitCode">The exit code of its last run; null where there was none.</param>
    /// <param name="at">When that run ended; null where that is not known.</param>
    /// <param name="now">The time of the snapshot.</param>
    public static bool IsLikely(int restarts, int fewest, int? exitCode, DateTimeOffset? at, DateTimeOffset now) =>
        restarts >= fewest && exitCode is not (null or 0) && now - at < s_recently;
}
