using System.Globalization;
using System.Xml;

namespace EksConnector.Core.Reports;

/// <summary>Prepares values for a report: shortens them and removes invisible characters and those that are invalid in HTML or XML.</summary>
internal static class ReportText
{
    /// <summary>Prepares a value.</summary>
    /// <param name="value">The value, which is not trusted.</param>
    /// <param name="maxLength">The maximum number of characters that are kept, 8 or more.</param>
    public static string Of(string value, int maxLength)
    {
        string shown = VisibleText.Of(ShortText.Of(value, maxLength));
        return shown.All(IsAllowed) ? shown : string.Concat(shown.Select(character => IsAllowed(character) ? character : VisibleText.Mark));
    }

    /// <summary>Returns a number with its noun.</summary>
    public static string Count(int number, string one, string many) => $"{number.ToString("N0", CultureInfo.InvariantCulture)} {(number == 1 ? one : many)}";

    // Surrogates are paired here, because unpaired ones were removed as invisible.
    private static bool IsAllowed(char character) => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character);
}
