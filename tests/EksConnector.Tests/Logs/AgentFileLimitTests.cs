using System.Text;
using System.Text.RegularExpressions;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs;
using EksConnector.Core.Logs.AgentFiles;

namespace EksConnector.Tests.Logs;

/// <summary>A container whose commands write without end is read only as far as any valid list or file end reaches.</summary>
public sealed class AgentFileLimitTests
{
    private const int Endless = 64 * 1024 * 1024;

    private static readonly LogSource s_source = new() { Origin = new LogOrigin("admin", "eks-connector", "eks-connector-0", "connector-agent") };

    [Fact]
    public async Task Does_not_read_an_endless_list()
    {
        IKubernetesClient client = EndlessCommand.Of(_ => string.Empty, "1 1 1 amazon-ssm-agent.log\n", Endless);

        AgentFileList list = await new AgentFileReader(client).ListAsync(s_source, CancellationToken.None);

        list.UnavailableReason.ShouldNotBeNull().ShouldContain("has no end");
        ((EndlessCommand)(object)client).Read.ShouldBe(64 * 1024);
    }

    [Fact]
    public async Task Does_not_read_endless_file_ends()
    {
        IKubernetesClient client = EndlessCommand.Of(script => Mark(script) + "0 amazon-ssm-agent.log\n", "2021-01-08 08:44:27 INFO more\n", Endless);

        (await new AgentFileEnds(client).ReadAsync(s_source, CancellationToken.None)).ShouldBeNull();

        ((EndlessCommand)(object)client).Read.ShouldBe(4 * 1024 * 1024);
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(125, true)]
    [InlineData(126, false)]
    [InlineData(100_000, false)]
    public async Task A_mark_of_file_ends_has_a_maximum_length(int name, bool isRead)
    {
        IKubernetesClient client = EndlessCommand.Of(script => Mark(script) + "0 " + new string('a', name) + "\n2021-01-08 08:44:27 INFO line\n", "x", 200_000);

        IReadOnlyList<AgentFileEnd>? ends = await new AgentFileEnds(client).ReadAsync(s_source, CancellationToken.None);

        (ends is not null).ShouldBe(isRead);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_mark_of_a_file_has_a_maximum_length(bool hasEnd)
    {
        var frames = new AgentFileFrames(new NoFiles(), "word");
        byte[] mark = Encoding.ASCII.GetBytes($"{AgentFileScript.Mark}word begin {new string('a', 400)}{(hasEnd ? "\n" : string.Empty)}");

        Should.Throw<FormatException>(() => frames.Feed(mark)).Message.ShouldContain("has no end");
    }

    // The script contains the random word of the marks.
    private static string Mark(IReadOnlyList<string> script) =>
        $"{AgentFileScript.Mark}{Regex.Match(string.Join('\n', script), "[0-9a-f]{16}").Value} ";

    private sealed class NoFiles : IAgentFiles
    {
        public bool IsFull => false;

        public void Begin(AgentFilePosition position, string name)
        {
        }

        public void Bytes(ReadOnlySpan<byte> bytes)
        {
        }

        public void Deleted(string inode)
        {
        }

        public void CompletePass()
        {
        }

        public IReadOnlyList<object> Take() => [];
    }
}
