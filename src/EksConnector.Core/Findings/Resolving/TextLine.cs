namespace EksConnector.Core.Findings.Resolving;

/// <summary>A line, as places in a <see cref="PastedText"/>.</summary>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where it ends in the text.</param>
/// <param name="TightStart">Where it begins in the text without white space.</param>
/// <param name="TightEnd">Where it ends in the text without white space.</param>
/// <param name="Origin">What wrote it.</param>
/// <param name="BeginsEntry">Whether it begins an entry of a log.</param>
/// <param name="IsFault">Whether that entry is a warning or an error.</param>
internal readonly record struct TextLine(int Start, int End, int TightStart, int TightEnd, TextOrigin Origin, bool BeginsEntry, bool IsFault);
