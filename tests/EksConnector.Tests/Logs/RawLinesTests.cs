using EksConnector.Core.Logs;

namespace EksConnector.Tests.Logs;

public sealed class RawLinesTests
{
    [Fact]
    public void Lines_are_decoded_and_otherwise_as_they_are()
    {
        byte[] log = [.. "a\r\nb\r\r\n\r\n\u001b[31mz\u00e4\0\n"u8, 0xFF, 0xC3, (byte)'\n', .. "last"u8, 0xE2, 0x82];
        var lines = new RawLines();
        LogText.Split(log, lines);
        lines.Count.ShouldBe(6);
        lines.Take().ShouldBe(["a", "b\r", "", "\u001b[31mz\u00e4\0", "\ufffd\ufffd", "last\ufffd"]);
        lines.Take().ShouldBeEmpty();
    }

    [Fact]
    public void A_carriage_return_within_a_line_that_came_in_pieces_stays()
    {
        var lines = new RawLines();
        lines.Line("a\r"u8, goesOn: true);
        lines.Line("b\r"u8, goesOn: false);
        lines.Take().ShouldBe(["a\r", "b"]);
    }
}
