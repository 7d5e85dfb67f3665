namespace EksConnector.Core.Logs;

/// <summary>
/// The header in the first line of an entry. The offsets count characters of <see cref="LogEntry.Raw"/>; a header is ASCII, so they
/// also count bytes.
/// </summary>
/// <param name="Level">The level of the entry.</param>
/// <param name="SourceStart">The start of the source.</param>
/// <param name="SourceEnd">The end of the source; equal to its start if there is no source.</param>
/// <param name="MessageStart">The start of the message.</param>
/// <param name="ComponentsStart">
/// The start of the text after the time, level and code location in a line of the agent; 0 for other lines.
/// </param>
/// <param name="HasPlace">Whether a line of the agent contains the code location, <c>[function @ file.line]</c>.</param>
internal readonly record struct EntryHeader(
    LogLevel Level, ushort SourceStart, ushort SourceEnd, ushort MessageStart, ushort ComponentsStart, bool HasPlace)
{
    /// <summary>Creates the header of an entry without a header.</summary>
    /// <param name="level">The level of the entry.</param>
    /// <returns>The header.</returns>
    public static EntryHeader None(LogLevel level) => new(level, 0, 0, 0, 0, false);
}
