using System.Xml;

namespace EksConnector.Core.Reports;

/// <summary>Makes a value fit for a report: shortened, and without the characters that nobody sees and those that neither HTML nor XML has.</summary>
internal static class ReportText
{
    /// <summary>Makes it.</summary>
    /// <param name="value">The value, from wherever it comes.</param>
    /// <param name="longest">How many characters of it are kept at most, 8 or more.</param>
    public static string Of(string value, int longest)
    {
        string shown = VisibleText.Of(ShortText.Of(value, longest));
        return shown.All(IsAllowed) ? shown : string.Concat(shown.Select(character => IsAllowed(character) ? character : VisibleText.Mark));
    }

    // Surrogates are in pairs here: lone ones are not visible.
    private static bool IsAllowed(char character) => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character);
}
