namespace EksConnector.Core.Logs;

/// <summary>Finds the innermost reason in the error message of a Go program.</summary>
internal static class LogReason
{
    private const string CausedBy = "\ncaused by: ";
    private const string Stack = "\ngoroutine ";

    // The text after the requested address is the result of the request.
    private const string AfterAddress = "\": ";

    /// <summary>Finds the reason.</summary>
    /// <param name="message">The message with all its lines.</param>
    /// <returns>One line; the first line of the message if it contains no nested error.</returns>
    public static string Of(string message)
    {
        int stack = message.IndexOf(Stack, StringComparison.Ordinal);
        ReadOnlySpan<char> text = stack < 0 ? message : message.AsSpan(0, stack);
        int cause = text.LastIndexOf(CausedBy, StringComparison.Ordinal);
        text = cause < 0 ? text : text[(cause + CausedBy.Length)..];
        int line = text.IndexOf('\n');
        text = line < 0 ? text : text[..line];
        int address = text.LastIndexOf(AfterAddress, StringComparison.Ordinal);
        bool isOfAddress = address > 0 && text[..address].Contains("://", StringComparison.Ordinal);
        return (isOfAddress ? text[(address + AfterAddress.Length)..] : text).TrimEnd().ToString();
    }
}
