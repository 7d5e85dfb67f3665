using System.Text;
using EksConnector.Core.Identity;
using EksConnector.Core.Logs;

namespace EksConnector.Tests.Identity;

public sealed class InstanceIdFinderTests
{
    private const string Suffix = "0123456789abcdef0";

    public static TheoryData<string> Names =>
        ["a", "my-cluster", "my_cluster", "my_cluster-1", "Z", "0", "a_b_c_d", "a-_-b", "trailing_", "trailing-", "a__b", new string('n', 100)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Finds_an_ID_wherever_blocks_are_split(string name)
    {
        string id = $"eks_c:{name}_{Suffix}";
        byte[] log = Encoding.ASCII.GetBytes($"eks_c: eks_c:_ eks_ eks_c:x_short wss://host/{id}?role=subscribe&stream=input\n");
        for (int cut = 0; cut <= log.Length; cut++)
        {
            Find(log[..cut], log[cut..]).ShouldBe(id, $"cut at {cut}");
        }

        for (int size = 1; size <= 8; size++)
        {
            Find([.. log.Chunk(size)]).ShouldBe(id, $"blocks of {size}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads_a_whole_ID_at_the_end_of_the_log(string name)
    {
        string id = $"eks_c:{name}_{Suffix}";
        byte[] log = Encoding.ASCII.GetBytes($"instance {id}");
        for (int cut = 0; cut <= log.Length; cut++)
        {
            Find(log[..cut], log[cut..]).ShouldBe(id, $"cut at {cut}");
        }
    }

    [Theory]
    [InlineData("eks_c:my-cluster_0123456789abcdef")]
    [InlineData("eks_c:my-cluster_0123456789abcdef01")]
    [InlineData("eks_c:my-cluster_0123456789abcdef0-")]
    [InlineData("eks_c:my-cluster_0123456789abcdef0_")]
    [InlineData("eks_c:_0123456789abcdef0")]
    [InlineData("eks_c:-a_0123456789abcdef0")]
    [InlineData("eks_c:0123456789abcdef0")]
    [InlineData("eks_c")]
    [InlineData("eks_c:")]
    [InlineData("EKS_C:my-cluster_0123456789abcdef0")]
    [InlineData("mi-0123456789abcdef0")]
    public void Rejects_an_incomplete_ID(string text)
    {
        foreach (string end in new[] { "", "\n", "?x", " more\n" })
        {
            byte[] log = Encoding.ASCII.GetBytes(text + end);
            for (int cut = 0; cut <= log.Length; cut++)
            {
                Find(log[..cut], log[cut..]).ShouldBeNull($"'{text}{end}' cut at {cut}");
            }
        }
    }

    [Fact]
    public void Rejects_a_name_that_is_too_long() => Find(Encoding.ASCII.GetBytes($"eks_c:{new string('n', 101)}_{Suffix}\n")).ShouldBeNull();

    [Theory]
    [InlineData("eks_c:a_bcdefghijklmnop_q\n", "eks_c:a_bcdefghijklmnop_q_0123456789abcdef0\n", "eks_c:a_bcdefghijklmnop_q_0123456789abcdef0")]
    [InlineData("eks_c:a_bcdefghijklmnop_q\n", "", "eks_c:a_bcdefghijklmnop_q")]
    [InlineData("eks_c:a_0123456789abcdef0\n", "eks_c:b_0123456789abcdef0\n", "eks_c:a_0123456789abcdef0")]
    public void Uses_an_ID_with_an_underscore_if_there_is_no_other(string first, string second, string expected) =>
        Find(Encoding.ASCII.GetBytes(first), Encoding.ASCII.GetBytes(second)).ShouldBe(expected);

    [Fact]
    public async Task Reading_stops_at_the_first_match()
    {
        byte[] log = Encoding.ASCII.GetBytes($"2026-01-08 08:44:27 INFO x eks_c:my-cluster_{Suffix}, requestId\n" + new string('x', 1_000_000));
        using var stream = new MemoryStream(log);
        using var finder = new InstanceIdFinder();
        long moved = await new LogPump(new LogOutput(), isLive: false).MoveAsync(stream, finder, limit: null, CancellationToken.None);
        finder.InstanceId.ShouldBe($"eks_c:my-cluster_{Suffix}");
        moved.ShouldBeLessThanOrEqualTo(128 * 1024);
        stream.Position.ShouldBe(moved);
    }

    [SkippableFact]
    public async Task The_documented_grep_and_sed_give_the_same_name_for_every_clean_ID()
    {
        var random = new Random(4);
        string[] logs = [.. Enumerable.Range(0, 300).Select(_ => Line(random))];

        string[] seeds = await SeedPipeline.RunEachAsync(logs);

        seeds.Length.ShouldBe(logs.Length);
        logs.Select(log => Core.Connector.InstanceName.ClusterOf(Find(Encoding.ASCII.GetBytes(log)))).ShouldBe(seeds);
    }

    private static string Line(Random random)
    {
        const string first = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        int length = random.Next(3) switch { 0 => random.Next(0, 4), 1 => random.Next(0, 40), _ => random.Next(0, 100) };
        string name = Text(1, first) + Text(length, first + "__--__--");
        string id = $"eks_c:{name}_{Text(17, "0123456789abcdefXYZ")}";
        return random.Next(4) switch
        {
            0 => $"2026-01-08 08:44:27 INFO [ssm-agent-worker] [MessageService] [MGSInteractor] Setting up websocket for controlchannel for instance: {id}, requestId: 4f1c2d6e",
            1 => $"Opening websocket connection to: wss://ssmmessages.us-west-2.amazonaws.com/v1/control-channel/{id}?role=subscribe&stream=input",
            2 => $"I0108 08:44:27.123456       1 registration.go:66] successfully registered at SSM with InstanceID {id}",
            _ => id,
        };

        string Text(int count, string letters) => new(Enumerable.Range(0, count).Select(_ => letters[random.Next(letters.Length)]).ToArray());
    }

    private static string? Find(params byte[][] blocks)
    {
        using var finder = new InstanceIdFinder();
        foreach (byte[] block in blocks)
        {
            finder.Feed(block);
        }

        finder.Complete();
        return finder.InstanceId;
    }
}
