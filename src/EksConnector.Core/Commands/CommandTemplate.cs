using System.Text;

namespace EksConnector.Core.Commands;

/// <summary>
/// Reads a command of the catalogue into its words, so that what fills its placeholders is a part of a word and nothing else. It has
/// words, quotes of both kinds, environment variables in double quotes, pipes and lines.
/// </summary>
internal static class CommandTemplate
{
    private const char End = '\0';

    /// <summary>Fills in a template.</summary>
    /// <param name="template">The template; one pipeline a line.</param>
    /// <param name="fill">Gives a text with its placeholders filled in.</param>
    /// <returns>The commands; null where a value does not go into a command.</returns>
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
