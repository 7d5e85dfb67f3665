using System.Text;
using System.Text.RegularExpressions;

namespace EksConnector.Core.Kubernetes;

/// <summary>
/// A wildcard pattern in the syntax of PowerShell: <c>*</c>, <c>?</c>, <c>[a-z]</c>, and a backtick to escape a character. Matching
/// is not case-sensitive. An invalid pattern is compared literally.
/// </summary>
internal sealed class WildcardPattern
{
    private readonly Regex? _regex;
    private readonly string _pattern;

    public WildcardPattern(string pattern)
    {
        _pattern = pattern;
        _regex = TryTranslate(pattern);
    }

    public bool IsMatch(string text) =>
        _regex?.IsMatch(text) ?? string.Equals(_pattern, text, StringComparison.OrdinalIgnoreCase);

    private static Regex? TryTranslate(string pattern)
    {
        var regex = new StringBuilder("\\A");
        for (int i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*':
                    regex.Append(".*");
                    break;
                case '?':
                    regex.Append('.');
                    break;
                case '[':
                    int end = pattern.IndexOf(']', i + 1);
                    if (end <= i + 1)
                    {
                        return null;
                    }

                    string set = pattern[(i + 1)..end].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("^", "\\^", StringComparison.Ordinal);
                    regex.Append('[').Append(set).Append(']');
                    i = end;
                    break;
                case '`' when i + 1 < pattern.Length:
                    regex.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                default:
                    regex.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        try
        {
            return new Regex(
                regex.Append("\\z").ToString(),
                RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking,
                TimeSpan.FromSeconds(1));
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // The pattern is not valid, such as the range [z-a], or too long.
            return null;
        }
    }
}
