using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace EksConnector.Core.Logs;

/// <summary>
/// Matches the user's pattern against entries, without creating strings. If the pattern is plain text, most
/// entries are rejected by comparing bytes.
/// </summary>
internal sealed class EntryPattern
{
    private static readonly SearchValues<char> s_special = SearchValues.Create(@"\*+?|{}[]()^$.");

    private readonly Regex _regex;
    private readonly byte[]? _literal;
    private readonly bool _ignoresCase;

    public EntryPattern(Regex regex)
    {
        _regex = regex;
        _ignoresCase = regex.Options.HasFlag(RegexOptions.IgnoreCase);
        string pattern = regex.ToString();
        if (pattern.Length > 0
            && Ascii.IsValid(pattern)
            && pattern.AsSpan().IndexOfAny(s_special) < 0
            && !regex.Options.HasFlag(RegexOptions.IgnorePatternWhitespace))
        {
            _literal = Encoding.ASCII.GetBytes(pattern);
        }
    }

    /// <summary>Matches an entry.</summary>
    /// <param name="text">The text of the entry.</param>
    /// <returns>Whether the pattern matches.</returns>
    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        if (_literal is not null && IsExcluded(text))
        {
            return false;
        }

        char[] characters = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            // A byte is decoded to at most one character.
            return _regex.IsMatch(characters.AsSpan(0, Encoding.UTF8.GetChars(text, characters)));
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new EksConnectorException(
                ErrorIds.InvalidParameter,
                FailureCategory.InvalidArgument,
                $"The pattern '{_regex}' could not be matched against a log entry of {text.Length} bytes within {e.MatchTimeout.TotalSeconds:0.###} s.",
                "Use a simpler pattern without nested repetition.",
                e);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }

    private bool IsExcluded(ReadOnlySpan<byte> text)
    {
        if (!_ignoresCase)
        {
            // ASCII characters are the same bytes in UTF-8, and no other character contains these bytes.
            return text.IndexOf(_literal) < 0;
        }

        // Some non-ASCII letters match an ASCII letter (the Kelvin sign matches k), so the regular expression must be evaluated.
        return !AsciiSearch.Contains(text, _literal) && Ascii.IsValid(text);
    }
}
