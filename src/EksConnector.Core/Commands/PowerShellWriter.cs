using System.Text;

namespace EksConnector.Core.Commands;

/// <summary>Writes commands for PowerShell, which also treats typographic quotation marks as quotes.</summary>
public static class PowerShellWriter
{
    /// <summary>Formats a value so that PowerShell parses it as one string.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The value, quoted if necessary; null if it contains invisible characters.</returns>
    public static string? Value(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return !CommandCharacters.CanQuote(value) ? null : value.StartsWith('-') || !CommandCharacters.IsPlain(value) ? Quote(value) : value;
    }

    /// <summary>Writes a pipeline on one line.</summary>
    internal static string Write(Pipeline pipeline) => string.Join(
        " | ",
        [.. pipeline.Input is { } input ? (string[])[Expression(input)] : [], .. pipeline.Commands.Select(Write)]);

    /// <summary>Writes a command.</summary>
    internal static string Write(Command command) => string.Join(' ', [command.Program, .. command.Arguments.Select(Write)]);

    /// <summary>Writes an argument as an expression, which is always quoted.</summary>
    internal static string Expression(Argument argument) =>
        argument.Parts is [{ IsVariable: true } variable] ? $"$env:{variable.Text}"
        : argument.Parts is [{ IsText: true } only] ? Quote(only.Text)
        : Expandable(argument);

    private static string Write(Argument argument) =>
        argument.Parts is [{ IsText: true } only] && !argument.IsQuoted && CommandCharacters.IsPlain(only.Text) ? only.Text : Expression(argument);

    private static string Expandable(Argument argument)
    {
        var text = new StringBuilder("\"");
        foreach (ArgumentPart part in argument.Parts)
        {
            if (part.Output is not null)
            {
                throw new NotSupportedException("An argument for PowerShell cannot have the output of a pipeline.");
            }

            if (part.IsVariable)
            {
                // Braces separate the name of the variable from the text that follows.
                text.Append(part == argument.Parts[^1] ? $"$env:{part.Text}" : $"${{env:{part.Text}}}");
                continue;
            }

            foreach (char character in part.Text)
            {
                text.Append(character is '`' or '$' or '"' or '“' or '”' or '„' ? "`" : string.Empty).Append(character);
            }
        }

        return text.Append('"').ToString();
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (char character in text)
        {
            quoted.Append(character, character is '\'' or '‘' or '’' or '‚' or '‛' ? 2 : 1);
        }

        return quoted.Append('\'').ToString();
    }
}
