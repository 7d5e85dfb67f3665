using System.Buffers;

namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>Checks whether a text is valid in an HTTP header. Other characters could end the header and start another one.</summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> s_controls =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code).Where(c => c != '\t'), '\x7f']);

    /// <summary>Finds the first character that is not valid in the value of a header.</summary>
    /// <param name="text">The text.</param>
    /// <returns>A description of the character, without quoting the text; null if the text is valid.</returns>
    public static string? FindFault(ReadOnlySpan<char> text) =>
        FindControl(text) ?? (text.ContainsAnyExceptInRange('\t', '~') ? "a character that is not ASCII" : null);

    /// <summary>Finds a control character other than a tab.</summary>
    /// <param name="text">The text, which may contain non-ASCII characters.</param>
    /// <returns>A description of the character; null if there is none.</returns>
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
