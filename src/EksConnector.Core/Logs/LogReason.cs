namespace EksConnector.Core.Logs;

/// <summary>Finds the innermost reason in what a Go program says of a fault.</summary>
internal static class LogReason
{
    private const string CausedBy = "\ncaused by: ";
    private const string Stack = "\ngoroutine ";

    // Behind the address that was asked stands what came of it.
    private const string AfterAddress = "\": ";

    /// <summary>Finds it.</summary>
    /// <param name="message">The message, with the lines that belong to it.</param>
    /// <returns>One line; the first one where there is no fault within it.</returns>
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
