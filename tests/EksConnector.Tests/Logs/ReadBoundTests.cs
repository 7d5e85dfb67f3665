using System.Reflection;
using System.Text;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs;

namespace EksConnector.Tests.Logs;

/// <summary>For the last entries that match, a log is read from no further back than a fixed number of bytes.</summary>
public sealed class ReadBoundTests
{
    private const int Line = 1_300_000;

    [Theory]
    [InlineData(2, 1, true)]
    [InlineData(2, 3, false)]
    public async Task A_log_that_holds_too_few_entries_is_given_with_a_warning(int tail, int found, bool isWarned)
    {
        var log = new RecordingLog();
        LogRequest request = LogRequestOf(tail);
        var source = new LogSource { Origin = new LogOrigin("admin", "eks-connector", "eks-connector-0", "connector-proxy") };
        var reader = new ContainerLogReader(DispatchProxy.Create<IKubernetesClient, LongLog>(), request, log);
        LogConsumer consumer = await reader.ReadAsync(source, () => new Counting(found), new LogPump(new LogOutput(), isLive: false), cursor: null, CancellationToken.None);
        consumer.Lines.ShouldBeGreaterThan(200);
        if (isWarned)
        {
            log.Warnings.ShouldHaveSingleItem().ShouldBe(ContainerLogReader.EndedByBound(source, tail));
            log.Warnings[0].ShouldContain("256 MB");
        }
        else
        {
            log.Warnings.ShouldBeEmpty();
        }
    }

    private static LogRequest LogRequestOf(int tail) =>
        Integration.LogRun.Request("none", "admin", "eks-connector") with { Tail = tail, Pattern = LogRequest.ToPattern("match", TimeSpan.FromSeconds(1)) };

    /// <summary>A cluster that has a log of as many lines as are asked for, and nothing else.</summary>
    internal class LongLog : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod?.Name == nameof(IKubernetesClient.OpenLogAsync)
                ? Task.FromResult<Stream>(new LinesStream(((ContainerLogOptions)args![3]!).TailLines!.Value))
                : throw new NotSupportedException(targetMethod?.Name);
    }

    private sealed class Counting(long entries) : LogConsumer
    {
        private long _lines;

        public override long Lines => _lines;

        public override long Entries => entries;

        public override long CutLines => 0;

        public override void Feed(ReadOnlySpan<byte> block) => _lines += block.Count((byte)'\n');

        public override void Break()
        {
        }

        public override void Settle()
        {
        }

        public override void Complete()
        {
        }

        public override IReadOnlyList<object> Take() => [];
    }

    private sealed class LinesStream(long lines) : Stream
    {
        private static readonly byte[] s_line = [.. Encoding.ASCII.GetBytes("2026-11-27T09:00:00.000000000Z "), .. Enumerable.Repeat((byte)'x', Line), (byte)'\n'];
        private long _left = lines * s_line.Length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int at = (int)((s_line.Length - (_left % s_line.Length)) % s_line.Length);
            int length = (int)Math.Min(Math.Min(count, s_line.Length - at), _left);
            s_line.AsSpan(at, length).CopyTo(buffer.AsSpan(offset));
            _left -= length;
            return length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
