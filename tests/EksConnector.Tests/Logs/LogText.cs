using System.Text;
using EksConnector.Core.Logs;
using EksConnector.Core.Security;

namespace EksConnector.Tests.Logs;

/// <summary>Processes text or bytes like a log operation.</summary>
internal static class LogText
{
    public static LogOrigin Origin { get; } = new("prod", "eks-connector", "eks-connector-0", "connector-agent");

    public static LogEntry[] Entries(string text, EntryOptions? options = null) => Entries(Encoding.UTF8.GetBytes(text), options);

    public static LogEntry[] Entries(byte[] log, EntryOptions? options = null, params int[] cuts)
    {
        var assembler = new EntryAssembler(Origin, options ?? new EntryOptions());
        Split(log, new RedactedLines(assembler), cuts);
        assembler.Complete();
        return assembler.Take();
    }

    public static LogEntry Entry(string text, EntryOptions? options = null) => Entries(text, options).ShouldHaveSingleItem();

    public static void Split(byte[] log, ILineSink sink, params int[] cuts)
    {
        var splitter = new LineSplitter();
        foreach (ReadOnlyMemory<byte> block in Blocks(log, cuts))
        {
            splitter.Feed(block.Span, sink);
        }

        splitter.Complete(sink);
    }

    public static byte[] Saved(byte[] log, params int[] cuts)
    {
        var redactor = new BlockRedactor();
        using var output = new MemoryStream();
        foreach (ReadOnlyMemory<byte> block in Blocks(log, cuts))
        {
            redactor.Feed(block.Span, output);
        }

        redactor.Complete(output);
        return output.ToArray();
    }

    /// <summary>The expected saved bytes: each line is redacted separately, and line endings are unchanged.</summary>
    public static byte[] SavedByLine(byte[] log)
    {
        var redactor = new LineRedactor();
        using var output = new MemoryStream();
        int start = 0;
        while (start < log.Length)
        {
            int end = Array.IndexOf(log, (byte)'\n', start);
            output.Write(redactor.Redact(log.AsSpan(start..(end < 0 ? log.Length : end))));
            if (end < 0)
            {
                break;
            }

            output.WriteByte((byte)'\n');
            start = end + 1;
        }

        return output.ToArray();
    }

    public static string DataFile(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "Logs", name));

    private static IEnumerable<ReadOnlyMemory<byte>> Blocks(byte[] log, int[] cuts)
    {
        int start = 0;
        foreach (int cut in cuts.Append(log.Length))
        {
            yield return log.AsMemory(start..cut);
            start = cut;
        }
    }
}
