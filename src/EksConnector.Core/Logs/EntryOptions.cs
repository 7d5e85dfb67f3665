using System.Text.RegularExpressions;

namespace EksConnector.Core.Logs;

/// <summary>How the lines of one source are read, and which of its entries are wanted.</summary>
internal sealed record EntryOptions
{
    /// <summary>Whether each line begins with the log API's time, which is then the entry's time and no part of it.</summary>
    public bool HasApiTimestamps { get; init; }

    /// <summary>
    /// For klog lines without the log API's time: a moment after which nothing was written, in UTC, which gives them their year.
    /// Null leaves them with the time of the line before.
    /// </summary>
    public DateTime? Reference { get; init; }

    /// <summary>Whether an error that the agent's console has twice, in two shapes, is given once.</summary>
    public bool DropsDoubledErrors { get; init; }

    /// <summary>Whether the time that a line has itself is the entry's, and not the log API's: the agent's files have it alone.</summary>
    public bool PrefersOwnTime { get; init; }

    /// <summary>Only the last entries of those that pass the filters below, at most so many, 0 or more. Null for all.</summary>
    public int? Tail { get; init; }

    /// <summary>Only entries that are at least as serious.</summary>
    public LogLevel MinimumLevel { get; init; }

    /// <summary>Only entries of then (UTC) or later. An entry whose time nothing tells is given.</summary>
    public DateTime? Since { get; init; }

    /// <summary>Only entries whose text it matches; it should have a time limit. Null for all.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>Whether control and invisible characters stay: who asks for raw lines wants what the container wrote.</summary>
    public bool KeepsHidden { get; init; }

    /// <summary>Whether the text has one character for each byte (Latin-1), so that a log is saved as it is.</summary>
    public bool KeepsBytes { get; init; }
}
