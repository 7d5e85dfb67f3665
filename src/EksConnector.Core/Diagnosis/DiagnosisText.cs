using System.Globalization;
using System.Text;

namespace EksConnector;

/// <summary>Formats a diagnosis as text, such as for a ticket: the result, the cause, the evidence and the action.</summary>
public static class DiagnosisText
{
    private const int LabelWidth = 14;
    private const int MinWidth = 40;

    /// <summary>Formats a diagnosis. A healthy connector has two lines, and a third line if there are warnings.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="width">The maximum number of characters in a line, at least 40. Words are not split.</param>
    /// <returns>The lines, without control characters other than line breaks.</returns>
    public static string Of(Diagnosis diagnosis, int width)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        var text = new StringBuilder();
        string inEks = diagnosis.ClusterName is null ? string.Empty : $", EKS cluster {diagnosis.ClusterName}";
        AddWords(text, new StringBuilder(), "  ", $"{diagnosis.Context} ({diagnosis.Namespace}{inEks}): {Verdict(diagnosis)}", width);
        if (diagnosis.IsHealthy != false)
        {
            Add(text, "  ", diagnosis.Summary, width);
        }
        else
        {
            AddLabelled(text, "Problem", diagnosis.Summary, width);
            AddLabelled(text, "Evidence", diagnosis.Evidence, width);
            AddLabelled(text, "Cause", diagnosis.Findings.FirstOrDefault(finding => finding.IsRootCause)?.Cause, width);
            AddLabelled(text, "Action", diagnosis.RecommendedAction, width);
            AddCommand(text, diagnosis.FixCommandPowerShell, width);
        }

        AddLabelled(text, "Also found", Others(diagnosis), width);
        return text.ToString();
    }

    private static string Verdict(Diagnosis diagnosis) =>
        diagnosis.RootCause ?? (diagnosis.IsHealthy == true ? "healthy" : diagnosis.Findings.Any(IsConnecting) ? "connecting" : "connection not verified") + Warnings(diagnosis);

    private static bool IsConnecting(Finding finding) =>
        finding is { Code: FindingCodes.AgentConnecting or FindingCodes.InitStillRunning, Result: DiagnosisWords.Warned };

    private static string Warnings(Diagnosis diagnosis) => diagnosis.Findings.Count(finding => finding.Severity == DiagnosisWords.Warning) switch
    {
        0 => string.Empty,
        1 => ", 1 warning",
        int many => string.Create(CultureInfo.InvariantCulture, $", {many} warnings"),
    };

    private static string Others(Diagnosis diagnosis) => string.Join(", ", diagnosis.Findings
        .Where(finding => finding is { IsRootCause: false, CausedBy: null, Severity: DiagnosisWords.Error or DiagnosisWords.Warning })
        .Select(finding => $"{finding.Code} ({finding.Severity})")
        .Distinct(StringComparer.Ordinal));

    private static void AddLabelled(StringBuilder text, string label, string? value, int width)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Add(text, $"  {label}".PadRight(LabelWidth), value, width);
        }
    }

    // Lines are joined with the PowerShell line continuation character, so that the command can be pasted.
    private static void AddCommand(StringBuilder text, string? command, int width)
    {
        int most = Math.Max(width, MinWidth) - 2;
        string head = "  Fix".PadRight(LabelWidth);
        foreach (string line in (command ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var part = new StringBuilder(head);
            int words = 0;
            foreach (string word in Words(Plain(line)))
            {
                if (words > 0 && part.Length + 1 + word.Length > most)
                {
                    text.Append(Environment.NewLine).Append(part).Append(" `");
                    part.Clear().Append(' ', LabelWidth + 2);
                    words = 0;
                }

                part.Append(words == 0 ? string.Empty : " ").Append(word);
                words++;
            }

            text.Append(Environment.NewLine).Append(part);
            head = new string(' ', LabelWidth);
        }
    }

    // Text in quotes is one word.
    private static IEnumerable<string> Words(string command)
    {
        var word = new StringBuilder();
        char quote = '\0';
        foreach (char character in command)
        {
            if (character == ' ' && quote == '\0')
            {
                yield return word.ToString();
                word.Clear();
                continue;
            }

            if (character is '\'' or '"' && quote is '\0')
            {
                quote = character;
            }
            else if (character == quote)
            {
                quote = '\0';
            }

            word.Append(character);
        }

        yield return word.ToString();
    }

    private static void Add(StringBuilder text, string head, string value, int width)
    {
        text.Append(Environment.NewLine);
        AddWords(text, new StringBuilder(head), new string(' ', head.Length), value, width);
    }

    private static void AddWords(StringBuilder text, StringBuilder line, string indent, string value, int width)
    {
        int most = Math.Max(width, MinWidth);
        int words = 0;
        foreach (string word in Plain(value).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (words > 0 && line.Length + 1 + word.Length > most)
            {
                text.Append(line).Append(Environment.NewLine);
                line.Clear().Append(indent);
                words = 0;
            }

            line.Append(words == 0 ? string.Empty : " ").Append(word);
            words++;
        }

        text.Append(line);
    }

    // Characters that control a terminal or the text direction are removed.
    private static string Plain(string value) =>
        string.Concat(value.Where(character => char.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format)));
}
