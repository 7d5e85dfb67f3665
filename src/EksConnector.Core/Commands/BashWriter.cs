namespace EksConnector.Core.Commands;

/// <summary>Writes commands for Bash and other POSIX shells.</summary>
internal static class BashWriter
{
    /// <summary>Writes a pipeline on one line.</summary>
    public static string Write(Pipeline pipeline) => string.Join(
        " | ",
        [.. pipeline.Input is { } input ? (string[])[$"echo {Write(input)}"] : [], .. pipeline.Commands.Select(Write)]);

    /// <summary>Writes a command.</summary>
    public static string Write(Command command) => string.Join(' ', [command.Program, .. command.Arguments.Select(Write)]);

    private static string Write(Argument argument)
    {
        if (argument.Parts is [{ IsText: true } only])
        {
            return CommandCharacters.IsPlain(only.Text) && !argument.IsQuoted ? only.Text : Quote(only.Text);
        }

        return string.Concat(argument.Parts.Select((part, index) => part switch
        {
            { IsVariable: true } => $"\"${part.Text}\"",
            { Output: { } output } => $"\"$({Write(output)})\"",
            _ => (index == 0 ? CommandCharacters.IsPlain(part.Text) : CommandCharacters.IsPlainInside(part.Text)) ? part.Text : Quote(part.Text),
        }));
    }

    private static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
