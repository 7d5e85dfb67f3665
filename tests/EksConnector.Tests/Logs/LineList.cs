using System.Text;
using EksConnector.Core.Logs;

namespace EksConnector.Tests.Logs;

/// <summary>Stores the lines as Latin-1 text, which preserves all bytes.</summary>
internal sealed class LineList : ILineSink
{
    public List<string> Lines { get; } = [];

    public List<bool> IsContinued { get; } = [];

    public void Line(ReadOnlySpan<byte> line, bool isContinued)
    {
        Lines.Add(Encoding.Latin1.GetString(line));
        IsContinued.Add(isContinued);
    }
}
