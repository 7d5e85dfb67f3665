using EksConnector.Core.Diagnosis.Reading;
using EksConnector.Core.Logs;
using EksConnector.Core.Logs.AgentFiles;
using EksConnector.Tests.Logs;

namespace EksConnector.Tests.Diagnosis;

/// <summary>The log sources of the agent are ordered by time.</summary>
public sealed class AgentTimelineTests
{
    private const string Log = "amazon-ssm-agent.log";

    [Fact]
    public void Orders_the_lines_of_two_writers_in_two_files_by_time() => Order(
        [File(Log + ".1", "08:00:00 INFO a", "08:00:05 INFO c", "08:00:09 ERROR e"), File(Log, "08:00:02 INFO b", "08:00:07 INFO d")]).ShouldBe(["a", "b", "c", "d", "e"]);

    [Fact]
    public void Lines_of_the_same_second_keep_their_order() =>
        Order([File(Log, "08:00:02 INFO b", "08:00:02 INFO a", "08:00:02 INFO c")]).ShouldBe(["b", "a", "c"]);

    [Fact]
    public void Reports_a_problem_in_several_places_once() => Order(
        [File("errors.log", "08:00:03 ERROR [f @ x.go.1] [C] e"), File(Log, "08:00:02 INFO a", "08:00:03 ERROR [C] e")],
        "2026-01-08T08:00:02.1Z 2026-01-08 08:00:02 INFO a",
        "2026-01-08T08:00:04.0Z 2026-01-08 08:00:03 ERROR [C] e").ShouldBe(["a", "e"]);

    [Fact]
    public void Returns_an_event_twice_that_happened_twice() =>
        Order([File("errors.log", "08:00:03 ERROR e", "08:00:03 ERROR e"), File(Log, "08:00:02 INFO a", "08:00:03 ERROR e")]).ShouldBe(["a", "e", "e"]);

    [Fact]
    public void Reads_lines_of_a_deleted_file_from_standard_output() => Order(
        [File(Log, "08:00:02 INFO a", "08:00:09 INFO z")],
        "2026-01-08T08:00:05.0Z 2026-01-08 08:00:05 ERROR refused").ShouldBe(["a", "refused", "z"]);

    [Fact]
    public void A_deleted_file_adds_the_lines_of_its_writer() => Order(
        [File(Log + ".deleted", "08:00:00 INFO before", "08:00:05 ERROR refused"), File(Log, "08:00:02 INFO a", "08:00:09 INFO z")]).ShouldBe(["a", "refused", "z"]);

    [Fact]
    public void Omits_findings_that_unread_lines_could_supersede() => Order(
        [File("errors.log", "08:00:01 ERROR old"), File(Log + ".1", "08:00:00 ERROR older", "08:00:08 INFO b"), File(Log, isCut: true, "08:00:05 INFO a")]).ShouldBe(["a", "b"]);

    [Fact]
    public void A_start_on_standard_output_does_not_hide_the_log_files() => Order(
        [File(Log, "08:00:02 INFO Set up control channel successfully")],
        "2026-01-08T08:00:03.0Z 2026-01-08 08:00:03 INFO [amazon-ssm-agent] amazon-ssm-agent - v3.2.2303.0").ShouldBe(["Set up control channel successfully"]);

    [Fact]
    public void Without_files_only_standard_output_is_read() => Order(
        [],
        "2026-01-08T08:00:03.0Z 2026-01-08 08:00:03 INFO [amazon-ssm-agent] Starting Core Agent").ShouldBe(["Starting Core Agent"]);

    private static AgentFileEnd File(string name, params string[] lines) => File(name, isCut: false, lines);

    private static AgentFileEnd File(string name, bool isCut, params string[] lines) =>
        new(name, isCut, LogText.Entries(string.Concat(lines.Select(line => $"2026-01-08 {line}\n"))));

    private static IEnumerable<string> Order(IReadOnlyList<AgentFileEnd> files, params string[] console) =>
        AgentTimeline.InOrder(files, LogText.Entries(string.Join('\n', console), new EntryOptions { HasApiTimestamps = true })).Select(entry => entry.Message);
}
