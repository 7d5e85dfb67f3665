using System.Text.RegularExpressions;
using EksConnector.Core.Fleets;

namespace EksConnector.Core.Logs;

/// <summary>What is asked of <see cref="GetLogOperation"/>.</summary>
public sealed record LogRequest : FleetRequest
{
    /// <summary>The pods; empty for all of the connector's.</summary>
    public IReadOnlyList<PodChoice> Pods { get; init; } = [];

    /// <summary>Names or wildcard patterns of containers; empty for all.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>Whether the containers' runs before the present ones are read.</summary>
    public bool Previous { get; init; }

    /// <summary>How many entries (of <see cref="Raw"/> and <see cref="DestinationPath"/>: lines) of each source's end, 0 or more; null for all.</summary>
    public int? Tail { get; init; }

    /// <summary>Only what was logged within this time until now; null for all.</summary>
    public TimeSpan? Since { get; init; }

    /// <summary>Only what was logged then (UTC) or later; null for all.</summary>
    public DateTime? SinceTime { get; init; }

    /// <summary>How many bytes of each source are read at most, 1 or more; null for all.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>Only entries of this level or a graver one; null for all.</summary>
    public LogLevel? Level { get; init; }

    /// <summary>Only entries whose text fits; null for all. It has a match timeout.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>Whether all sources are put into one order of time.</summary>
    public bool Merge { get; init; }

    /// <summary>Whether it goes on with what the containers log from now on.</summary>
    public bool Follow { get; init; }

    /// <summary>How long <see cref="Follow"/> goes on; null for ever.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Whether the lines are given as strings.</summary>
    public bool Raw { get; init; }

    /// <summary>Whether the lines of <see cref="Raw"/> say nothing of their source, also where there are several.</summary>
    public bool NoPrefix { get; init; }

    /// <summary>A folder, as a full path, into which each source is saved as a file; null for none.</summary>
    public string? DestinationPath { get; init; }

    /// <summary>Whether of the agent standard output is read, and not its log files.</summary>
    internal bool SkipsFiles { get; init; }

    /// <summary>Whether several clusters are read.</summary>
    internal bool IsFleet { get; init; }

    /// <summary>Whether results are made of entries, and not of lines as they are.</summary>
    internal bool NeedsEntries => DestinationPath is null && (!Raw || Merge || Level is not null || Pattern is not null);

    /// <summary>Makes the request for a log whose entries are put into order with others, whatever is made of them then.</summary>
    internal LogRequest OfEntries() => this with { LimitBytes = null, Raw = false, DestinationPath = null };

    /// <summary>Reads a regular expression that a user gave.</summary>
    /// <param name="text">The expression; letters of either case are alike.</param>
    /// <param name="timeout">How long one match may take.</param>
    /// <returns>The expression.</returns>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.InvalidParameter"/>: it is none.</exception>
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

    /// <summary>Refuses what does not go together.</summary>
    /// <param name="now">The present moment, from which <see cref="Since"/> is counted.</param>
    /// <returns>The request, with one point in time since when it is asked for.</returns>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.InvalidParameter"/>.</exception>
    internal LogRequest Checked(DateTimeOffset now)
    {
        Refuse(Since is not null && SinceTime is not null, "-Since and -SinceTime", "Specify only one of them.");
        Refuse(Follow && Previous, "-Follow and -Previous", "A previous run writes no new entries. Remove -Follow.");
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
