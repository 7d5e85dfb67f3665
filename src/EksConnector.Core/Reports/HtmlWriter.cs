using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace EksConnector.Core.Reports;

/// <summary>
/// Writes HTML. Every value of a report passes through this writer, which shortens it, removes invisible characters, and encodes it, so
/// that it is never interpreted as markup. Names of elements and attributes are constants of the module.
/// </summary>
/// <param name="output">The destination.</param>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>The maximum number of rows of a table or list.</summary>
    public const int MaxRows = 200;

    private const int MaxValueLength = 2000;
    private const int ShortWordLength = 8;
    private const int LongestWordLength = 20;

    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly Stack<string> _open = new();
    private string[] _labels = [];
    private int _column;

    /// <summary>The number of characters of values that were written.</summary>
    public long Written { get; private set; }

    /// <summary>Writes the start of the document.</summary>
    public HtmlWriter Document()
    {
        output.Write("<!DOCTYPE html>\n");
        return this;
    }

    /// <summary>Starts an element.</summary>
    /// <param name="element">The name of the element.</param>
    /// <param name="attributes">The attributes; an attribute with a null value is omitted.</param>
    public HtmlWriter Begin(string element, params (string Name, string? Value)[] attributes)
    {
        _column = element switch { "tr" => 0, "td" or "th" => _column + 1, _ => _column };

        // In a narrow window, each row is shown as a list of labels and values.
        Tag(element, element == "td" && _column <= _labels.Length ? [.. attributes, ("data-label", _labels[_column - 1])] : attributes, ">");
        _open.Push(element);
        return this;
    }

    /// <summary>Starts a table, whose rows follow. In a narrow window, each row is a list.</summary>
    /// <param name="caption">The caption; null if a heading precedes the table.</param>
    /// <param name="labels">The labels of the columns.</param>
    public HtmlWriter BeginTable(string? caption, params string[] labels)
    {
        Begin("table");
        if (caption is not null)
        {
            Element("caption", caption);
        }

        Begin("thead").Begin("tr");
        foreach (string label in labels)
        {
            Element("th", label, ("scope", "col"), ("class", label is "Number" or "Restarts" ? "num" : null));
        }

        _labels = labels;
        return End().End().Begin("tbody");
    }

    /// <summary>Ends a table.</summary>
    public HtmlWriter EndTable()
    {
        _labels = [];
        return End().End();
    }

    /// <summary>Ends the current element.</summary>
    public HtmlWriter End()
    {
        string element = _open.Pop();
        output.Write("</");
        output.Write(element);
        output.Write(IsBlock(element) ? ">\n" : ">");
        return this;
    }

    /// <summary>Writes an element without content.</summary>
    /// <param name="element">The name of the element.</param>
    /// <param name="attributes">The attributes; an attribute with a null value is omitted.</param>
    public HtmlWriter Empty(string element, params (string Name, string? Value)[] attributes)
    {
        Tag(element, attributes, "/>");
        return this;
    }

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value, which is not trusted.</param>
    /// <param name="maxLength">The maximum number of characters that are kept, 8 or more.</param>
    public HtmlWriter Text(string? value, int maxLength = MaxValueLength)
    {
        string text = value ?? string.Empty;
        if (_labels.Length > 0)
        {
            return WithBreaks(text, maxLength, isName: false);
        }

        Encode(text, maxLength);
        return this;
    }

    /// <summary>Writes a name, which a browser can break between its words.</summary>
    /// <param name="value">The name, which is not trusted.</param>
    /// <param name="maxLength">The maximum number of characters that are kept, 8 or more.</param>
    public HtmlWriter Name(string? value, int maxLength = MaxValueLength) => WithBreaks(value ?? string.Empty, maxLength, isName: true);

    /// <summary>Writes an element with a value as its content.</summary>
    /// <param name="element">The name of the element.</param>
    /// <param name="value">The value.</param>
    /// <param name="attributes">The attributes of the element.</param>
    public HtmlWriter Element(string element, string? value, params (string Name, string? Value)[] attributes) =>
        Begin(element, attributes).Text(value).End();

    /// <summary>Writes a style sheet or a script, whose content browsers do not decode.</summary>
    /// <param name="element">The name of the element.</param>
    /// <param name="source">The source text; a constant of the module.</param>
    public HtmlWriter Source(string element, string source)
    {
        if (source.Contains("</", StringComparison.Ordinal) || source.Contains("<!--", StringComparison.Ordinal))
        {
            throw new ArgumentException("The source would end its element.", nameof(source));
        }

        Begin(element);
        output.Write(source);
        return End();
    }

    // The longest word is the minimum width of a column, so a long one would make a table wider than the page.
    private HtmlWriter WithBreaks(string value, int maxLength, bool isName)
    {
        string shown = ReportText.Of(value, maxLength);
        int start = 0;
        int part = 0;
        int end = -1;
        bool isLong = false;
        for (int i = 1; i < shown.Length; i++)
        {
            if (i > end)
            {
                int space = shown.IndexOf(' ', i);
                (part, end) = (Math.Max(end, 0), space < 0 ? shown.Length : space);
                isLong = isName || end - part > LongestWordLength;
            }

            bool isJoint = shown[i - 1] is ':' or '/' or '.' or '_' or '=' && i - part >= ShortWordLength;
            bool isCamel = char.IsAsciiLetterLower(shown[i - 1]) && char.IsAsciiLetterUpper(shown[i]);
            if (isLong && !char.IsLowSurrogate(shown[i]) && (isJoint || isCamel || i - part >= LongestWordLength))
            {
                Encode(shown[start..i], maxLength);
                Empty("wbr");
                start = part = i;
            }
        }

        Encode(shown[start..], maxLength);
        return this;
    }

    private static bool IsBlock(string element) => element is "tr" or "p" or "table" or "section" or "article" or "div" or "h2" or "h3" or "figure" or "details";

    private static void Check(string name)
    {
        if (!name.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
        {
            throw new ArgumentException("It is not the name of an element or an attribute.", nameof(name));
        }
    }

    private void Tag(string element, (string Name, string? Value)[] attributes, string end)
    {
        Check(element);
        output.Write('<');
        output.Write(element);
        foreach ((string name, string? value) in attributes)
        {
            if (value is not null)
            {
                Check(name);
                output.Write(' ');
                output.Write(name);
                output.Write("=\"");
                Encode(value, MaxValueLength);
                output.Write('"');
            }
        }

        output.Write(end);
    }

    private void Encode(string value, int maxLength)
    {
        string shown = ReportText.Of(value, maxLength);
        Written += shown.Length;
        s_encoder.Encode(output, shown);
    }
}
