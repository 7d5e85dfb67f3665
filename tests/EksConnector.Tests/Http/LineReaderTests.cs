using System.Text;
using EksConnector.Kubernetes.Streams;

namespace EksConnector.Tests.Http;

/// <summary>The limits of a watch for the start, the end, and the length of a line.</summary>
public sealed class LineReaderTests
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_line_must_begin_before_the_inactivity_timeout() => await ShouldTimeOutAsync(ReadAsync([], longest: 100, s_short, s_bound));

    [Fact]
    public async Task A_line_that_began_must_end_before_the_limit() => await ShouldTimeOutAsync(ReadAsync(["begun"], longest: 100, s_bound, s_short));

    [Fact]
    public async Task A_line_has_a_maximum_length() =>
        await Should.ThrowAsync<InvalidDataException>(ReadAsync([new string('x', 101)], longest: 100, s_bound, s_bound).WaitAsync(s_bound));

    [Fact]
    public async Task Returns_the_lines_and_the_unfinished_last_one() =>
        (await ReadAsync(["a\nb", "c\n\nd", null], longest: 100, s_bound, s_bound).WaitAsync(s_bound)).ShouldBe(["a", "bc", "", "d"]);

    // WaitAsync also throws a TimeoutException, but one without an inner exception.
    private static async Task ShouldTimeOutAsync(Task reading) =>
        (await Should.ThrowAsync<TimeoutException>(reading.WaitAsync(s_bound / 2))).InnerException.ShouldNotBeNull();

    private static async Task<List<string>> ReadAsync(string?[] pieces, int longest, TimeSpan inactivityTimeout, TimeSpan limit)
    {
        await using var stream = new PieceStream(pieces);
        var reader = new LineReader(stream, longest, inactivityTimeout, limit);
        var lines = new List<string>();
        while (await reader.ReadAsync(CancellationToken.None) is { } line)
        {
            lines.Add(Encoding.UTF8.GetString(line.Span));
        }

        return lines;
    }

    // Returns one piece for each read, ends at null, and otherwise waits.
    private sealed class PieceStream(string?[] pieces) : ReadOnlyStream
    {
        private int _next;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_next == pieces.Length)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            if (pieces[_next] is not { } piece)
            {
                return 0;
            }

            _next++;
            return Encoding.UTF8.GetBytes(piece, buffer.Span);
        }
    }
}
