using System.Text.RegularExpressions;

namespace EksConnector.Core.Logs;

/// <summary>The options for the format of the lines of one source and for the selection of its entries.</summary>
internal sealed record EntryOptions
{
    /// <summary>Whether each line starts with the timestamp of the log API, which is the time of the entry but not part of its text.</summary>
    public bool HasApiTimestamps { get; init; }

    /// <summary>
    /// For klog lines without a timestamp of the log API: a time (UTC) after which nothing was written, which determines the year.
    /// If null, they have the time of the preceding line.
    /// </summary>
    public DateTime? Reference { get; init; }

    /// <summary>Whether an error that the agent writes to its console in two formats is returned once.</summary>
    public bool DropsDuplicateErrors { get; init; }

    /// <summary>Whether the time in the line takes precedence over the timestamp of the log API, because the agent's files only contain the former.</summary>
    public bool PrefersOwnTime { get; init; }

    /// <summary>The maximum number of last entries that match the filters below, 0 or more; null for all.</summary>
    public int? Tail { get; init; }

    /// <summary>The minimum level of the entries.</summary>
    public LogLevel MinimumLevel { get; init; }

    /// <summary>The earliest time of the entries (UTC). Entries without a time are always returned.</summary>
    public DateTime? Since { get; init; }

    /// <summary>The pattern that the text of the entries must match; it should have a match timeout. Null for all.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>Whether control and invisible characters are kept, as in raw lines, which return what the container wrote.</summary>
    public bool KeepsHidden { get; init; }

    /// <summary>Whether a carriage return at the end of a line is kept, so that a log is saved unchanged.</summary>
    public bool KeepsBytes { get; init; }
}
