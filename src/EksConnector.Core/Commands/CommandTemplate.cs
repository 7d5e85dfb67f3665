using System.Text;

namespace EksConnector.Core.Commands;

/// <summary>
/// Parses a command of the catalogue into words, so that a placeholder value can only become part of a word. The syntax supports words,
/// single and double quotes, environment variables in double quotes, pipes and lines.
/// </summary>
internal static class CommandTemplate
{
    private const char End = '\0';

    /// <summary>Creates the commands of a template.</summary>
    /// <param name="template">The template, with one pipeline on each line.</param>
    /// <param name="fill">The function that replaces the placeholders in a text.</param>
    /// <returns>The commands; null if a value cannot be used safely in a command.</returns>
    public static FixCommand? Fill(string template, Func<string, string> fill) =>
        FixCommand.Join([.. template.Split('\n').Select(line => FixCommand.Of(Read(line, fill)))]);

    private static Pipeline Read(string line, Func<string, string> fill)
    {
        var commands = new List<List<Argument>> { new() };
        var parts = new List<ArgumentPart>();
        var text = new StringBuilder();
        char quote = End;
        bool isWord = false;
        for (int i = 0; i < line.Length; i++)
        {
            char character = line[i];
            if (quote != '\'' && character == '$')
            {
                int end = i + 1;
                while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] == '_'))
                {
                    end++;
                }

                EndText();
                parts.Add(new ArgumentPart(line[(i + 1)..end], IsVariable: true));
                i = end - 1;
            }
            else if (character == quote)
            {
                quote = End;
            }
            else if (quote == End && character is '\'' or '"')
            {
                quote = character;
                isWord = true;
            }
            else if (quote == End && character is ' ' or '|')
            {
                EndWord();
                if (character == '|')
                {
                    commands.Add([]);
                }
            }
            else
            {
                text.Append(character);
                isWord = true;
            }
        }

        EndWord();
        Argument? input = commands[0] is [var echo, var words] && echo.Parts is [{ Text: "echo" }] ? words : null;
        return new Pipeline([.. commands.Skip(input is null ? 0 : 1).Select(words => new Command(words[0].Parts[0].Text, words[1..]))]) { Input = input };

        void EndText()
        {
            if (text.Length > 0)
            {
                parts.Add(new ArgumentPart(fill(text.ToString())));
                text.Clear();
            }
        }

        void EndWord()
        {
            EndText();
            if (isWord)
            {
                commands[^1].Add(Argument.Of(parts.Count == 0 ? [new ArgumentPart(string.Empty)] : [.. parts]));
                parts.Clear();
                isWord = false;
            }
        }
    }
}
