using System.Text;
using EksConnector.Core.Logs;

namespace EksConnector.Tests.Logs;

/// <summary>Keeps the lines that it gets, byte by byte, as Latin-1 text.</summary>
internal sealed class LineList : ILineSink
{
    public List<string> Lines { get; } = [];

    public List<bool> GoesOn { get; } = [];

    public void Line(ReadOnlySpan<byte> line, bool isContinued)
    {
        Lines.Add(Encoding.Latin1.GetString(line));
        GoesOn.Add(isContinued);
    }
}
