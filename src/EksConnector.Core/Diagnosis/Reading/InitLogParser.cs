using System.Text;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings.Symptoms;
using EksConnector.Core.Logs;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>
/// Reads the log of connector-init. A fatal line is followed by the stacks of all goroutines, so the end of the log says
/// nothing; what AWS answers goes on in lines of their own. Where an entry begins is told by the same reader as for all logs; its lines
/// are joined here, because an entry of those logs has its stacks, and this one must not.
/// </summary>
internal static class InitLogParser
{
    private const int LongestFatal = 600;

    // More than is shown: the reason stands last.
    private const int LongestError = 16 * 1024;

    public static InitLog Parse(IEnumerable<string> lines)
    {
        string? instance = null;
        string? lastLine = null;
        var errors = new List<StringBuilder>();
        bool isOpen = false;
        var headers = new HeaderReader(reference: null);
        foreach (string line in lines)
        {
            if (headers.TryRead(Encoding.UTF8.GetBytes(line), out EntryHeader header, out _))
            {
                isOpen = header.Level >= LogLevel.Error;
                if (isOpen)
                {
                    // A header is ASCII, so that its bytes are characters.
                    errors.Add(new StringBuilder(line[header.MessageStart..]));
                }

                lastLine = line[header.MessageStart..];
                instance = InstanceName.FindIn(line) ?? instance;
            }
            else if (isOpen)
            {
                isOpen = !line.StartsWith("goroutine ", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(line) && errors[^1].Length < LongestError;
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
                last = new InitLog(ShortText.Of(text, LongestFatal), code, instance);
            }
        }

        return last ?? new InitLog(null, null, instance) { LastLine = lastLine is null ? null : ShortText.Of(OneLine.Of(lastLine), LongestFatal) };
    }
}
