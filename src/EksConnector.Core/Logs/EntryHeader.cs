namespace EksConnector.Core.Logs;

/// <summary>
/// What stands at the beginning of an entry's first line. The offsets count characters of <see cref="LogEntry.Raw"/>; a header is
/// ASCII, so that they count bytes as well.
/// </summary>
/// <param name="Level">How serious the entry is.</param>
/// <param name="SourceStart">Where the source begins.</param>
/// <param name="SourceEnd">Where the source ends; equal to its start where there is none.</param>
/// <param name="MessageStart">Where the message begins.</param>
/// <param name="ComponentsStart">
/// Where in an agent's line that what follows time, level and place in the code begins; 0 in any other line.
/// </param>
/// <param name="HasPlace">Whether an agent's line names the place in the code, <c>[function @ file.line]</c>.</param>
internal readonly record struct EntryHeader(
    LogLevel Level, ushort SourceStart, ushort SourceEnd, ushort MessageStart, ushort ComponentsStart, bool HasPlace)
{
    /// <summary>An entry that says nothing of itself.</summary>
    /// <param name="level">The level that it has nevertheless.</param>
    /// <returns>The header.</returns>
    public static EntryHeader None(LogLevel level) => new(level, 0, 0, 0, 0, false);
}
