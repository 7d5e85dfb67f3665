using System.Text;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings.Symptoms;
using EksConnector.Core.Logs;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>
/// Parses the log of connector-init. A fatal error is followed by the stack traces of all goroutines, so the end of the log does not
/// contain the reason; responses of AWS have several lines. The start of an entry is detected as in all logs, but the lines are
/// joined here, because stack traces must be excluded.
/// </summary>
internal static class InitLogParser
{
    private const int MaxFatalLength = 600;

    // Longer than the text that is displayed, because the reason is at the end.
    private const int MaxErrorLength = 16 * 1024;

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
                    // A header is ASCII, so offsets in bytes and characters are equal.
                    errors.Add(new StringBuilder(line[header.MessageStart..]));
                }

                lastLine = line[header.MessageStart..];
                instance = InstanceName.FindIn(line) ?? instance;
            }
            else if (isOpen)
            {
                isOpen = !line.StartsWith("goroutine ", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(line) && errors[^1].Length < MaxErrorLength;
                if (isOpen)
                {
                    errors[^1].Append(' ').Append(line.Trim());
                }
            }
        }

        // The last error is the reason for the exit. If it is not recognized, the preceding error may contain the subject.
        InitLog? last = null;
        for (int i = errors.Count - 1; i >= 0 && last is null or { Code: FindingCodes.InitFailed }; i--)
        {
            string text = OneLine.Of(errors[i].ToString());
            string code = SymptomTable.Init.CodeOf(text) ?? FindingCodes.InitFailed;
            if (last is null || code != FindingCodes.InitFailed)
            {
                last = new InitLog(ShortText.Of(text, MaxFatalLength), code, instance);
            }
        }

        return last ?? new InitLog(null, null, instance) { LastLine = lastLine is null ? null : ShortText.Of(OneLine.Of(lastLine), MaxFatalLength) };
    }
}
