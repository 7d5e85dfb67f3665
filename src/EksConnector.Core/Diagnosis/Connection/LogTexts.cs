namespace EksConnector.Core.Diagnosis.Connection;

/// <summary>Makes text for findings of what a log says.</summary>
internal static class LogTexts
{
    private const int Longest = 300;

    /// <summary>An entry's text in one line, without the stacks that may follow it.</summary>
    public static string Of(LogEntry entry)
    {
        string message = entry.Message;
        int stack = message.IndexOf("\ngoroutine ", StringComparison.Ordinal);
        string text = OneLine.Of(stack < 0 ? message : message[..stack]);
        return text.Length > Longest ? string.Concat(text.AsSpan(0, Longest - 3), "...") : text;
    }
}
