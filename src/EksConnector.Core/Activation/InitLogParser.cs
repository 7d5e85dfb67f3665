using System.Text;
using System.Text.RegularExpressions;

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
        StringBuilder? fatal = null;
        bool isOpen = false;
        foreach (string line in lines)
        {
            Match head = Head().Match(line);
            bool isPlainError = !head.Success && line.StartsWith("Error: ", StringComparison.Ordinal);
            if (head.Success || isPlainError)
            {
                isOpen = isPlainError || head.Groups["level"].Value is "F" or "E";
                if (isOpen && (fatal is null || !isPlainError))
                {
                    // The last one ended it; those before were survived.
                    fatal = new StringBuilder(head.Success ? head.Groups["text"].Value : line);
                }

                instance = InstanceName.FindIn(line) ?? instance;
            }
            else if (isOpen)
            {
                isOpen = !line.StartsWith("goroutine ", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(line) && fatal!.Length < LongestFatal;
                if (isOpen)
                {
                    fatal!.Append(' ').Append(line.Trim());
                }
            }
        }

        if (fatal is null)
        {
            return new InitLog(null, null, instance);
        }

        string text = OneLine.Of(fatal.ToString());
        return new InitLog(text.Length > LongestFatal ? text[..LongestFatal] + "..." : text, InitLogFragments.CodeOf(text), instance);
    }

    // klog: Lmmdd hh:mm:ss.uuuuuu thread file:line] text
    [GeneratedRegex(@"\A(?<level>[IWEF])\d{4} \d\d:\d\d:\d\d\.\d+\s+\d+ [^ :\]]+:\d+\] ?(?<text>.*)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Head();
}
