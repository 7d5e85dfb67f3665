using System.Text.RegularExpressions;
using EksConnector.Core.Fleets;

namespace EksConnector.Core.Logs;

/// <summary>The request of <see cref="GetLogOperation"/>.</summary>
public sealed record LogRequest : FleetRequest
{
    /// <summary>The Pods; if empty, all Pods of the connector.</summary>
    public IReadOnlyList<PodChoice> Pods { get; init; } = [];

    /// <summary>The names or wildcard patterns of containers; if empty, all.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>Whether the previous instances of the containers are read.</summary>
    public bool Previous { get; init; }

    /// <summary>The number of last entries (lines with <see cref="Raw"/> and <see cref="DestinationPath"/>) of each source, 0 or more; null for all.</summary>
    public int? Tail { get; init; }

    /// <summary>The maximum age of the entries; null for all.</summary>
    public TimeSpan? Since { get; init; }

    /// <summary>The earliest time of the entries (UTC); null for all.</summary>
    public DateTime? SinceTime { get; init; }

    /// <summary>The maximum number of bytes that are read from each source, 1 or more; null for all.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>The minimum level of the entries; null for all.</summary>
    public LogLevel? Level { get; init; }

    /// <summary>The pattern that the text of the entries must match, with a match timeout; null for all.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>Whether the entries of all sources are merged in chronological order.</summary>
    public bool Merge { get; init; }

    /// <summary>Whether new entries are returned as they are logged.</summary>
    public bool Follow { get; init; }

    /// <summary>The duration of <see cref="Follow"/>; null for no limit.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Whether the lines are returned as strings.</summary>
    public bool Raw { get; init; }

    /// <summary>Whether the lines of <see cref="Raw"/> have no prefix with their source, even if there are several sources.</summary>
    public bool NoPrefix { get; init; }

    /// <summary>The full path of a directory in which each source is saved as a file; null to return results.</summary>
    public string? DestinationPath { get; init; }

    /// <summary>Whether the standard output of the agent is read instead of its log files.</summary>
    internal bool SkipsFiles { get; init; }

    /// <summary>Whether several clusters are read.</summary>
    internal bool IsFleet { get; init; }

    /// <summary>Whether results are created from entries instead of unchanged lines.</summary>
    internal bool NeedsEntries => DestinationPath is null && (!Raw || Merge || Level is not null || Pattern is not null);

    /// <summary>Returns the request for the entries of a log that are merged with others before results are created.</summary>
    internal LogRequest OfEntries() => this with { LimitBytes = null, Raw = false, DestinationPath = null };

    /// <summary>Parses a regular expression of the user.</summary>
    /// <param name="text">The expression, which is not case-sensitive.</param>
    /// <param name="timeout">The match timeout.</param>
    /// <returns>The expression.</returns>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.InvalidParameter"/>: the expression is not valid.</exception>
    public static Regex ToPattern(string text, TimeSpan timeout)
    {
        try
        {
            return new Regex(text, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, timeout);
        }
        catch (ArgumentException exception)
        {
            throw new EksConnectorException(
                ErrorIds.InvalidParameter,
                FailureCategory.InvalidArgument,
                $"The pattern is not a regular expression: {exception.Message}",
                "Correct -Pattern. To search for plain text, use [regex]::Escape(...).",
                exception)
            {
                Target = text,
            };
        }
    }

    /// <summary>Validates the combination of settings.</summary>
    /// <param name="now">The current time, to which <see cref="Since"/> is relative.</param>
    /// <returns>The request with <see cref="SinceTime"/> instead of <see cref="Since"/>.</returns>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.InvalidParameter"/>: the combination is not valid.</exception>
    internal LogRequest Checked(DateTimeOffset now)
    {
        Refuse(Since is not null && SinceTime is not null, "-Since and -SinceTime", "Specify only one of them.");
        Refuse(Follow && Previous, "-Follow and -Previous", "A previous instance of a container does not write new entries. Remove -Follow.");
        Refuse(Follow && Merge, "-Follow and -Merge", "-Follow already returns entries in the order in which they arrive. Remove -Merge, or remove -Follow.");
        Refuse(Follow && LimitBytes is not null, "-Follow and -LimitBytes", "Use -Duration to limit -Follow, or remove -Follow.");
        Refuse(Tail is not null && LimitBytes is not null, "-Tail and -LimitBytes", "-Tail counts from the end of the log, and -LimitBytes from its start. Specify only one of them.");
        if (DestinationPath is not null)
        {
            const string action = "A saved log is complete. To save selected entries, remove -DestinationPath and use Export-Csv or Out-File.";
            Refuse(Follow, "-DestinationPath and -Follow", action);
            Refuse(Raw, "-DestinationPath and -Raw", action);
            Refuse(Merge, "-DestinationPath and -Merge", action);
            Refuse(Level is not null, "-DestinationPath and -Level", action);
            Refuse(Pattern is not null, "-DestinationPath and -Pattern", action);
        }

        return Since is { } since ? this with { SinceTime = now.UtcDateTime - since } : this;
    }

    private static void Refuse(bool isWrong, string names, string action)
    {
        if (isWrong)
        {
            throw new EksConnectorException(ErrorIds.InvalidParameter, FailureCategory.InvalidArgument, $"{names} cannot be used together.", action);
        }
    }
}
