using System.Globalization;
using System.Text;
using EksConnector.Core.Logs;
using EksConnector.Core.Logs.AgentFiles;
using EksConnector.Core.Logs.Consumers;

namespace EksConnector.Tests.Logs;

/// <summary>Entries that are in several log sources of an agent are returned once, and different entries are not confused with them.</summary>
public sealed class SeenEntriesTests
{
    [Fact]
    public void Distinguishes_messages_with_the_same_hash_code()
    {
        (string one, string other) = WithTheSameHashCode();
        LogEntry[] entries = Entries($"2026-11-27 09:00:00 ERROR [a] {one}\n2026-11-27 09:00:00 ERROR [a] {other}\n");
        entries.Length.ShouldBe(2);
        entries[0].Message.GetHashCode(StringComparison.Ordinal).ShouldBe(entries[1].Message.GetHashCode(StringComparison.Ordinal));
        var seen = new ReturnedEntries();
        seen.IsNew(entries[0], AgentLogLocation.Log).ShouldBeTrue();
        seen.IsNew(entries[1], AgentLogLocation.Errors).ShouldBeTrue();
        seen.IsNew(entries[0], AgentLogLocation.Errors).ShouldBeFalse();
        seen.IsNew(entries[0], AgentLogLocation.Log).ShouldBeTrue();
    }

    [Fact]
    public void Distinguishes_long_messages_with_different_endings()
    {
        string text = new('x', 100_000);
        LogEntry[] entries = Entries($"2026-11-27 09:00:00 ERROR [a] {text}1\n2026-11-27 09:00:00 ERROR [a] {text}2\n2026-11-27 09:00:00 ERROR [a] {text}1\n");
        var seen = new ReturnedEntries();
        seen.IsNew(entries[0], AgentLogLocation.Log).ShouldBeTrue();
        seen.IsNew(entries[1], AgentLogLocation.Console).ShouldBeTrue();
        seen.IsNew(entries[2], AgentLogLocation.Console).ShouldBeFalse();
    }

    [Fact]
    public void Distinguishes_texts_with_the_same_bytes_in_two_encodings()
    {
        LogEntry[] entries = Entries("2026-11-27 09:00:00 ERROR abcd\n2026-11-27 09:00:00 ERROR \u6261\u6463\n2026-11-27 09:00:00 ERROR Z\u00fcrich\n");
        var seen = new ReturnedEntries();
        seen.IsNew(entries[0], AgentLogLocation.Log).ShouldBeTrue();
        seen.IsNew(entries[1], AgentLogLocation.Errors).ShouldBeTrue();
        seen.IsNew(entries[2], AgentLogLocation.Log).ShouldBeTrue();
        seen.IsNew(entries[2], AgentLogLocation.Errors).ShouldBeFalse();
    }

    [Fact]
    public void Recognizes_a_copy_within_minutes_and_one_without_a_time()
    {
        LogEntry[] entries = Entries("text without a time\n2026-11-27 09:00:00 ERROR first\n2026-11-27 09:05:00 INFO later\n2026-11-27 09:05:01 INFO last\n");
        var seen = new ReturnedEntries();
        entries[0].Ticks.ShouldBe(0);
        seen.IsNew(entries[1], AgentLogLocation.Log).ShouldBeTrue();
        seen.IsNew(entries[2], AgentLogLocation.Log).ShouldBeTrue();
        seen.IsNew(entries[1], AgentLogLocation.Errors).ShouldBeFalse();
        seen.IsNew(entries[0], AgentLogLocation.Log).ShouldBeTrue();
        seen.IsNew(entries[3], AgentLogLocation.Log).ShouldBeTrue();
        seen.IsNew(entries[0], AgentLogLocation.Console).ShouldBeFalse();
        seen.IsNew(entries[1], AgentLogLocation.Errors).ShouldBeTrue();
    }

    [Fact]
    public void Needs_no_digest_where_no_other_location_has_entries_of_these_minutes()
    {
        LogEntry[] entries = Entries("text without a time\n2026-11-27 09:00:00 INFO first\n2026-11-27 09:05:00 INFO later\n2026-11-27 09:10:01 INFO last\n");
        long second = entries[1].Ticks / TimeSpan.TicksPerSecond;
        var seen = new ReturnedEntries();
        seen.HasNoCopy(entries[0], AgentLogLocation.Log, nextOfOthers: null).ShouldBeFalse();
        seen.HasNoCopy(entries[1], AgentLogLocation.Log, nextOfOthers: null).ShouldBeTrue();
        seen.HasNoCopy(entries[1], AgentLogLocation.Log, second + 301).ShouldBeTrue();
        seen.HasNoCopy(entries[1], AgentLogLocation.Log, second + 300).ShouldBeFalse();
        seen.HasNoCopy(entries[1], AgentLogLocation.Log, second).ShouldBeFalse();
        seen.HasNoCopy(entries[2], AgentLogLocation.Console, nextOfOthers: null).ShouldBeFalse();
        seen.HasNoCopy(entries[0], AgentLogLocation.Console, nextOfOthers: null).ShouldBeFalse();
        seen.HasNoCopy(entries[2], AgentLogLocation.Log, nextOfOthers: null).ShouldBeFalse();
        seen.HasNoCopy(entries[3], AgentLogLocation.Log, nextOfOthers: null).ShouldBeTrue();
    }

    // Hash codes have 32 bits and differ for each run. Of some hundred thousand texts, two have the same hash code.
    private static (string One, string Other) WithTheSameHashCode()
    {
        var known = new Dictionary<int, string>();
        for (int i = 0; ; i++)
        {
            string text = i.ToString("D8", CultureInfo.InvariantCulture);
            if (!known.TryAdd(text.GetHashCode(StringComparison.Ordinal), text))
            {
                return (known[text.GetHashCode(StringComparison.Ordinal)], text);
            }
        }
    }

    private static LogEntry[] Entries(string text)
    {
        var origin = new LogOrigin("context", "eks-connector", "eks-connector-0", "connector-agent");
        using var consumer = new EntryConsumer(new EntryAssembler(origin, new EntryOptions()), asLines: false, hasApiTimestamps: false);
        consumer.Feed(Encoding.UTF8.GetBytes(text));
        consumer.Complete();
        return [.. consumer.Take().Cast<LogEntry>()];
    }
}
