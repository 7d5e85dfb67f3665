using System.Text;
using System.Text.RegularExpressions;
using EksConnector.Core.Connector;
using EksConnector.Core.Findings.Symptoms;

namespace EksConnector.Core.Activation;

/// <summary>
/// Reads the log of connector-init. A fatal line is followed by the stacks of all goroutines, so the end of the log says
/// nothing; what AWS answers goes on in lines of their own.
/// </summary>
internal static partial class InitLogParser
{
    private const int LongestFatal = 600;

    public static InitLog Parse(IEnumerable<string> lines)
    {
        string? instance = null;
        var errors = new List<StringBuilder>();
        bool isOpen = false;
        foreach (string line in lines)
        {
            Match head = Head().Match(line);
            bool isPlainError = !head.Success && errors.Count == 0 && line.StartsWith("Error: ", StringComparison.Ordinal);
            if (head.Success || isPlainError)
            {
                isOpen = isPlainError || head.Groups["level"].Value is "F" or "E";
                if (isOpen)
                {
                    errors.Add(new StringBuilder(head.Success ? head.Groups["text"].Value : line));
                }

                instance = InstanceName.FindIn(line) ?? instance;
            }
            else if (isOpen)
            {
                isOpen = !line.StartsWith("goroutine ", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(line) && errors[^1].Length < LongestFatal;
                if (isOpen)
                {
                    errors[^1].Append(' ').Append(line.Trim());
                }
            }
        }

        // The last error ended it. Where it is not known by itself, the one before may say what it is about.
        InitLog? last = null;
        for (int i = errors.Count - 1; i >= 0 && last is null or { Code: FindingCodes.InitFailed }; i--)
        {
            string text = OneLine.Of(errors[i].ToString());
            string code = SymptomTable.Init.CodeOf(text) ?? FindingCodes.InitFailed;
            if (last is null || code != FindingCodes.InitFailed)
            {
                last = new InitLog(text.Length > LongestFatal ? text[..LongestFatal] + "..." : text, code, instance);
            }
        }

        return last ?? new InitLog(null, null, instance);
    }

    // klog: Lmmdd hh:mm:ss.uuuuuu thread file:line] text
    [GeneratedRegex(@"\A(?<level>[IWEF])\d{4} \d\d:\d\d:\d\d\.\d+\s+\d+ [^ :\]]+:\d+\] ?(?<text>.*)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Head();
}
