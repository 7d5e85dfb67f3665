namespace EksConnector.Core.Findings.Resolving;

/// <summary>A line, as positions in a <see cref="PastedText"/>.</summary>
/// <param name="Start">The start in the text.</param>
/// <param name="End">The end in the text.</param>
/// <param name="TightStart">The start in the text without white space.</param>
/// <param name="TightEnd">The end in the text without white space.</param>
/// <param name="Origin">The origin of the line.</param>
/// <param name="BeginsEntry">Whether the line starts a log entry.</param>
/// <param name="IsFault">Whether the entry is a warning or an error.</param>
internal readonly record struct TextLine(int Start, int End, int TightStart, int TightEnd, TextOrigin Origin, bool BeginsEntry, bool IsFault);
