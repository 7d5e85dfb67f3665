using System.Reflection;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs;

namespace EksConnector.Tests.Logs;

/// <summary>To find the last matching entries, only a fixed number of bytes is read from the end of a log.</summary>
public sealed class ReadBoundTests
{
    [Theory]
    [InlineData(2, 1, true)]
    [InlineData(2, 3, false)]
    public async Task Returns_too_few_entries_with_a_warning(int tail, int found, bool isWarned)
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

        public override void Flush()
        {
        }

        public override void Complete()
        {
        }

        public override IReadOnlyList<object> Take() => [];
    }
}
