using System.Text;
using EksConnector.Core.Logs;

namespace EksConnector.Tests.Logs;

public sealed class PieceTimestampsTests
{
    private const string Time = "2026-01-08T08:44:27.123456789Z ";

    [Theory]
    [InlineData(8192)]
    [InlineData(16384)]
    public void Removes_timestamps_between_the_parts_of_a_line(int piece)
    {
        foreach (int length in new[] { 0, 1, piece - 1, piece, piece + 1, (3 * piece) - 1, 3 * piece, (3 * piece) + 7 })
        {
            string text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26))));
            string line = length == 0 ? Time : string.Concat(text.Chunk(piece).Select(part => Time + new string(part)));
            Encoding.ASCII.GetString(new PieceTimestamps().Without(Encoding.ASCII.GetBytes(line))).ShouldBe(Time + text, $"{length}");
        }
    }

    [Fact]
    public void A_time_elsewhere_in_the_line_is_text()
    {
        string line = Time + new string('x', 10_000) + Time + new string('y', 10_000);
        Encoding.ASCII.GetString(new PieceTimestamps().Without(Encoding.ASCII.GetBytes(line))).ShouldBe(line);
    }
}
