using System.Diagnostics;
using System.Text;
using EksConnector.Core.Logs;
using EksConnector.Core.Security;

namespace EksConnector.Tests.Security;

/// <summary>Canceling the redaction of a long line.</summary>
[Collection(nameof(ClockGroup))]
[Trait("Group", "Clock")]
public sealed class RedactionCancellationTests
{
    [Theory]
    [InlineData("eyJ")]
    [InlineData("password=a,")]
    [InlineData("%25")]
    [InlineData("\\u005cu0022")]
    [InlineData("http://u:p@h ")]
    [InlineData("name: password ")]
    public async Task Redacting_a_line_of_32_MiB_ends_within_a_second_of_cancellation(string part)
    {
        byte[] line = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, LineSplitter.MaxLineLength / part.Length)));
        using var cancellation = new CancellationTokenSource();
        var ended = new TaskCompletionSource<Exception?>();
        Action endless = () =>
        {
            // A fast machine may come to the end of a line: then it takes the next.
            while (true)
            {
                new LineRedactor(cancellation.Token).Redact(line);
            }
        };
        new Thread(() => ended.SetResult(Record.Exception(endless))) { IsBackground = true }.Start();
        await Task.Delay(200);
        var watch = Stopwatch.StartNew();
        await cancellation.CancelAsync();
        (await ended.Task.WaitAsync(TimeSpan.FromMinutes(2))).ShouldBeAssignableTo<OperationCanceledException>();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }
}
