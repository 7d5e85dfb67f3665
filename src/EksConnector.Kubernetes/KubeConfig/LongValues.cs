using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>
/// Replaces long certificates, keys and tokens in a YAML text with short placeholders, because the parser reads character by
/// character, and restores them in the parsed values. The structure and the lines of the text do not change.
/// </summary>
internal sealed class LongValues
{
    // Replacing shorter values would not be faster than parsing them.
    private const int MinimumLength = 128;

    private static readonly SearchValues<char> s_value =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_.-");

    private readonly List<string> _values = [];
    private readonly string _marker;

    private LongValues(string marker) => _marker = marker;

    /// <summary>Replaces the long values of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shortened">The text with a placeholder for each long value.</param>
    /// <returns>The long values, which restore the text.</returns>
    public static LongValues Extract(string text, out string shortened)
    {
        var taken = new LongValues(CreateMarker());
        var rest = new StringBuilder();
        int copied = 0;
        int start = 0;
        while (start < text.Length)
        {
            int length = text.AsSpan(start).IndexOf('\n');
            length = length < 0 ? text.Length - start : length;
            if (length > MinimumLength && Find(text.AsSpan(start, length), out int valueStart, out int valueLength))
            {
                int at = start + valueStart;
                rest.Append(text, copied, at - copied).Append(taken._marker).Append(taken._values.Count).Append('e');
                taken._values.Add(text.Substring(at, valueLength));
                copied = at + valueLength;
            }

            start += length + 1;
        }

        shortened = taken._values.Count == 0 ? text : rest.Append(text, copied, text.Length - copied).ToString();
        return taken;
    }

    /// <summary>Restores the values in a parsed text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The original text.</returns>
    public string Restore(string text)
    {
        if (_values.Count == 0)
        {
            return text;
        }

        int word = text.IndexOf(_marker, StringComparison.Ordinal);
        if (word < 0)
        {
            return text;
        }

        var whole = new StringBuilder();
        int copied = 0;
        while (word >= 0)
        {
            int number = word + _marker.Length;
            int end = text.IndexOf('e', number);
            whole.Append(text, copied, word - copied).Append(_values[int.Parse(text.AsSpan(number, end - number), CultureInfo.InvariantCulture)]);
            copied = end + 1;
            word = text.IndexOf(_marker, copied, StringComparison.Ordinal);
        }

        return whole.Append(text, copied, text.Length - copied).ToString();
    }

    // Finds a value at the end of a line, so that the columns of other values do not change.
    private static bool Find(ReadOnlySpan<char> line, out int start, out int length)
    {
        int end = line.TrimEnd(" \r,").Length;
        end -= end > 0 && line[end - 1] is '"' or '\'' ? 1 : 0;
        start = line[..end].LastIndexOfAnyExcept(s_value) + 1;
        length = end - start;
        return length >= MinimumLength && start > 0 && line[start - 1] is ' ' or '"' or '\'' && char.IsAsciiLetterOrDigit(line[start]);
    }

    // The random marker cannot occur in the text.
    private static string CreateMarker() => "x" + Convert.ToHexString(RandomNumberGenerator.GetBytes(12));
}
