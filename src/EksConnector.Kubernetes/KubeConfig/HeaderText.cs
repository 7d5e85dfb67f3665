using System.Buffers;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Decides which texts an HTTP header can carry. Anything else could end the header and begin another.</summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> s_controls =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code).Where(c => c != '\t'), '\x7f']);

    /// <summary>Finds what keeps a text from being the value of a header.</summary>
    /// <param name="text">The text.</param>
    /// <returns>A description of the first unsuitable character, or null. It does not quote the text.</returns>
    public static string? FindFault(ReadOnlySpan<char> text) =>
        FindControl(text) ?? (text.ContainsAnyExceptInRange('\t', '~') ? "a character that is not ASCII" : null);

    /// <summary>Finds a control character other than a tab.</summary>
    /// <param name="text">The text, in which other characters than ASCII are allowed.</param>
    /// <returns>A description of the first one, or null.</returns>
    public static string? FindControl(ReadOnlySpan<char> text)
    {
        int at = text.IndexOfAny(s_controls);
        foreach (char c in at < 0 ? [] : text[at..])
        {
            switch (c)
            {
                case '\t':
                    break;
                case '\r' or '\n':
                    return "a line break";
                case '\0':
                    return "a NUL character";
                case < ' ' or '\x7f':
                    return "a control character";
            }
        }

        return null;
    }
}
