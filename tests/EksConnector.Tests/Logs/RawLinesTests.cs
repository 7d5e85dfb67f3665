using EksConnector.Core.Logs;

namespace EksConnector.Tests.Logs;

public sealed class RawLinesTests
{
    [Fact]
    public void Decodes_lines_without_other_changes()
    {
        byte[] log = [.. "a\r\nb\r\r\n\r\n\u001b[31mz\u00e4\0\n"u8, 0xFF, 0xC3, (byte)'\n', .. "last"u8, 0xE2, 0x82];
        var lines = new RawLines();
        LogText.Split(log, lines);
        lines.Count.ShouldBe(6);
        lines.Take().ShouldBe(["a", "b\r", "", "\u001b[31mz\u00e4\0", "\ufffd\ufffd", "last\ufffd"]);
        lines.Take().ShouldBeEmpty();
    }

    [Fact]
    public void Keeps_a_carriage_return_inside_a_split_line()
    {
        var lines = new RawLines();
        lines.Line("a\r"u8, isContinued: true);
        lines.Line("b\r"u8, isContinued: false);
        lines.Take().ShouldBe(["a\r", "b"]);
    }
}
