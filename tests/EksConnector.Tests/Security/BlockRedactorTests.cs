using System.Text;
using EksConnector.Core.Security;
using EksConnector.Tests.Logs;

namespace EksConnector.Tests.Security;

public sealed class BlockRedactorTests
{
    private static readonly string[] s_parts =
    [
        "\n", "\n", "\r\n", "2021-01-08 08:44:27 INFO [a] text", " password=PLANTED", "http://u:PLANTED@h", " token", "://", "the basic idea ",
        "-----BEGIN RSA PRIVATE KEY-----", "-----END RSA PRIVATE KEY-----", "PLANTED\n", "\0\u001b[0m", "\u00e4\u00ff", "code ", "x", "proxy: u:PLANTED@h ",
        "2024-01-01T00:00:00.2Z ", "MIIEpAIBAAKCAQEAwJkPLANTEDPLANTEDPLANTEDPLANTEDPLANTEDPLANTED==",
    ];

    [Fact]
    public void Saves_the_same_as_reading_line_by_line()
    {
        var random = new Random(7);
        for (int i = 0; i < 3000; i++)
        {
            var text = new StringBuilder();
            for (int parts = random.Next(30); parts > 0; parts--)
            {
                text.Append(s_parts[random.Next(s_parts.Length)]);
            }

            byte[] log = Encoding.Latin1.GetBytes(text.ToString());
            int[] cuts = Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(log.Length + 1)).Order().ToArray();
            string saved = Encoding.Latin1.GetString(LogText.Saved(log, cuts));
            saved.ShouldBe(Encoding.Latin1.GetString(LogText.SavedByLine(log)));
        }
    }

    [Fact]
    public void Does_not_change_a_log_without_secrets()
    {
        var random = new Random(8);
        byte[] log = new byte[1_000_000];
        random.NextBytes(log);
        int[] cuts = Enumerable.Range(1, 15).Select(i => i * 65_536).ToArray();
        LogText.Saved(log, cuts).ShouldBe(log);
        LogText.Saved([]).ShouldBeEmpty();
        LogText.Saved([(byte)'\n']).ShouldBe([(byte)'\n']);
    }

    [Fact]
    public void Writes_a_block_without_secrets_immediately()
    {
        var writes = new CountingStream();
        var redactor = new BlockRedactor();
        redactor.Feed(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a line with a token, but no secret\n", 1000)) + "and a rest"), writes);
        writes.Writes.ShouldBe(1);
        writes.Length.ShouldBe(35 * 1000);
        redactor.Complete(writes);
        writes.Length.ShouldBe((35 * 1000) + 10);
    }

    [Fact]
    public void Bounds_what_is_held_back()
    {
        using var output = new MemoryStream();
        var redactor = new BlockRedactor(maxLineLength: 100);
        byte[] line = Encoding.ASCII.GetBytes(new string('x', 95) + "password=" + "PLANTED-" + new string('y', 500) + "\nnext");
        foreach (byte value in line)
        {
            redactor.Feed([value], output);
            output.Length.ShouldBeGreaterThanOrEqualTo(0);
        }

        redactor.Complete(output);
        string saved = Encoding.ASCII.GetString(output.ToArray());
        saved.ShouldStartWith(new string('x', 95) + "passw");
        saved.ShouldNotContain("PLANTED");
        saved.ShouldNotContain("y");
        saved.ShouldEndWith("\nnext");
    }

    private sealed class CountingStream : MemoryStream
    {
        public int Writes { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Writes += buffer.Length > 0 ? 1 : 0;
            base.Write(buffer);
        }
    }
}
