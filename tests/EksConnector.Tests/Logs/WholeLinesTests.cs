using System.Text;
using EksConnector.Core.Logs;
using Xunit;

namespace EksConnector.Tests.Logs;

public sealed class WholeLinesTests
{
    private const string Stamp = "2026-11-22T13:54:35.123456789Z ";
    private const string OtherStamp = "2026-11-22T13:54:35.2Z ";

    [Theory]
    [InlineData(16 * 1024)]
    [InlineData(8 * 1024)]
    public void A_line_that_was_kept_in_pieces_has_its_first_timestamp_alone(int piece)
    {
        string first = new('a', piece);
        string second = new('b', piece);
        Join(Stamp + first + OtherStamp + second + OtherStamp + "end").ShouldBe(Stamp + first + second + "end");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(8 * 1024)]
    [InlineData(20_000)]
    public void A_line_in_one_piece_stays_as_it_is(int length) => Join(Stamp + new string('a', length)).ShouldBe(Stamp + new string('a', length));

    [Fact]
    public void A_time_elsewhere_in_a_long_line_belongs_to_it()
    {
        string line = Stamp + new string('a', 9_000) + OtherStamp + new string('b', 20_000);
        Join(line).ShouldBe(line);
    }

    [Fact]
    public void A_line_without_a_timestamp_stays_as_it_is()
    {
        string line = new string('a', 16 * 1024) + Stamp + "b";
        Join(line).ShouldBe(line);
    }

    private static string Join(string line)
    {
        var lines = new RawLines();
        new WholeLines(lines).Line(Encoding.UTF8.GetBytes(line), goesOn: false);
        return lines.Take().ShouldHaveSingleItem();
    }
}
