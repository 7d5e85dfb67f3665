using System.Text;
using EksConnector.Core.Logs;

namespace EksConnector.Tests.Logs;

public sealed class LineSplitterTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n", "<>")]
    [InlineData("one", "<one>")]
    [InlineData("one\n", "<one>")]
    [InlineData("one\ntwo", "<one><two>")]
    [InlineData("one\n\ntwo\n", "<one><><two>")]
    [InlineData("one\r\ntwo\r\n", "<one\r><two\r>")]
    [InlineData("a\0b\n\u001b[31mred\u001b[0m\n\r\n", "<a\0b><\u001b[31mred\u001b[0m><\r>")]
    public void Lines_end_at_line_feeds_and_at_the_end(string text, string lines)
    {
        var list = new LineList();
        LogText.Split(Encoding.Latin1.GetBytes(text), list);
        string.Concat(list.Lines.Select(line => $"<{line}>")).ShouldBe(lines);
        list.IsContinued.ShouldAllBe(isContinued => !isContinued);
    }

    [Fact]
    public void Block_boundaries_do_not_matter()
    {
        byte[] log = Encoding.UTF8.GetBytes("one\n\nzwölf\r\nlast");
        var whole = new LineList();
        LogText.Split(log, whole);
        for (int first = 0; first <= log.Length; first++)
        {
            for (int second = first; second <= log.Length; second++)
            {
                var list = new LineList();
                LogText.Split(log, list, first, second);
                list.Lines.ShouldBe(whole.Lines);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Splits_a_long_line_between_characters(int blockLength)
    {
        byte[] log = Encoding.UTF8.GetBytes("12345678\n123456789\n1234567€€€€9\nend");
        var splitter = new LineSplitter(maxLineLength: 8);
        var list = new LineList();
        for (int at = 0; at < log.Length; at += blockLength)
        {
            splitter.Feed(log.AsSpan(at, Math.Min(blockLength, log.Length - at)), list);
        }

        splitter.Complete(list);
        splitter.CutLines.ShouldBe(2);
        string.Join("|", list.Lines.Select(line => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line))))
            .ShouldBe("12345678|12345678|9|1234567|€€|€€9|end");
        list.IsContinued.ShouldBe([false, true, false, true, true, false, false]);
    }

    [Fact]
    public void A_line_of_20_MB_is_not_split()
    {
        byte[] log = new byte[20_000_002];
        log.AsSpan(0, 20_000_000).Fill((byte)'x');
        log[20_000_000] = (byte)'\n';
        log[20_000_001] = (byte)'y';
        var list = new LineList();
        LogText.Split(log, list, Enumerable.Range(1, log.Length / 65_536).Select(i => i * 65_536).ToArray());
        list.Lines.Select(line => line.Length).ShouldBe([20_000_000, 1]);
    }
}
