namespace EksConnector.Core;

/// <summary>What to type, once for each kind of shell.</summary>
/// <param name="Shell">For a POSIX shell; one command a line.</param>
/// <param name="PowerShell">For PowerShell; one command a line.</param>
internal sealed record FixCommand(string Shell, string PowerShell)
{
    /// <summary>One after the other.</summary>
    public static FixCommand? Join(params FixCommand?[] commands)
    {
        FixCommand[] there = [.. commands.OfType<FixCommand>()];
        return there.Length == 0
            ? null
            : new FixCommand(string.Join('\n', there.Select(command => command.Shell)), string.Join('\n', there.Select(command => command.PowerShell)));
    }

    /// <summary>The same in both kinds of shell, but for the quotes.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <returns>The command; null where a word cannot be quoted safely.</returns>
    public static FixCommand? Of(params string[] words)
    {
        if (!Array.TrueForAll(words, CommandText.CanQuote))
        {
            return null;
        }

        return new FixCommand(
            string.Join(' ', words.Select(CommandText.ForShell)),
            string.Join(' ', words.Select(CommandText.ForPowerShell)));
    }
}
