using System.Text.Json;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Reading;
using EksConnector.Tests.Logs;

namespace EksConnector.Tests.Diagnosis;

/// <summary>The facts that are read from the log of connector-agent.</summary>
public sealed class AgentLogParserTests
{
    private const string Denied = "ERROR [ssm-agent-worker] [MessageService] [MGSInteractor] Error setting up control channel: CreateControlChannel failed with error: <AccessDeniedException>";
    private const string Opened = "INFO [ssm-agent-worker] [MessageService] [MGSInteractor] Successfully opened websocket connection to: 198.51.100.7:443";
    private const string SetUp = "INFO [ssm-agent-worker] [MessageService] [MGSInteractor] Set up control channel successfully";
    private const string Lost = "WARN [ssm-agent-worker] [MessageService] [MGSInteractor] I/O timeout. Error: read tcp: i/o timeout";

    [Fact]
    public void One_connection_is_shown_in_two_lines()
    {
        AgentFacts facts = Parse("08:00:00 INFO [amazon-ssm-agent] amazon-ssm-agent - v3.2.2303.0", "08:00:02 " + Opened, "08:00:02 " + SetUp);

        facts.Reconnects.ShouldBeEmpty();
        facts.LastConnected.ShouldBe(At("08:00:02"));
        facts.Started.ShouldBe(At("08:00:00"));
        facts.Version.ShouldBe("3.2.2303.0");
        facts.IsConnected.ShouldBe(true);
    }

    [Fact]
    public void A_connection_after_a_loss_counts_as_another_connection()
    {
        AgentFacts facts = Parse("08:00:02 " + SetUp, "09:00:00 " + Lost, "09:00:04 " + Opened, "10:00:00 " + Opened);

        facts.Reconnects.ShouldBe([At("09:00:04"), At("10:00:00")]);
        facts.LastLost.ShouldBeNull();
    }

    [Fact]
    public void A_loss_has_the_time_of_its_first_sign()
    {
        AgentFacts facts = Parse(
            "08:00:02 " + SetUp,
            "09:00:00 WARN [ssm-agent-worker] [MessageService] [MGSInteractor] Reach the retry limit 5 for receive messages. Error: websocket: close 1006",
            "09:03:00 WARN [ssm-agent-worker] [MessageService] [MGSInteractor] Error while sending websocket ping: write: broken pipe");

        facts.LastLost.ShouldBe(At("09:00:00"));
        facts.IsConnected.ShouldBe(false);
    }

    [Fact]
    public void Connections_within_seconds_count_separately() =>
        Parse("08:00:02 " + Opened, "08:00:02 " + SetUp, "08:00:05 " + Opened, "08:00:08 " + Opened).Reconnects.ShouldBe([At("08:00:05"), At("08:00:08")]);

    [Fact]
    public void Starts_a_worker_when_credentials_are_available()
    {
        Parse("08:00:00 INFO [CredentialRefresher] Starting credentials refresher loop").LastCredentials.ShouldBeNull();
        Parse("08:00:00 INFO [CredentialRefresher] Starting credentials refresher loop", "08:00:02 INFO [amazon-ssm-agent] [LongRunningWorkerContainer] [WorkerProvider] Worker ssm-agent-worker (pid:18) started")
            .LastCredentials.ShouldBe(At("08:00:02"));
    }

    [Fact]
    public void A_failure_before_the_connection_does_not_count()
    {
        AgentFacts facts = Parse("08:00:00 " + Denied, "08:01:00 " + Opened);

        facts.Faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_failure_after_the_connection_counts()
    {
        AgentFacts facts = Parse("08:00:00 " + Opened, "08:01:00 " + Denied, "08:02:00 " + Denied);

        LoggedFault fault = facts.Faults.ShouldHaveSingleItem();
        fault.Code.ShouldBe(FindingCodes.ControlChannelDenied);
        fault.Count.ShouldBe(2);
        fault.First.ShouldBe(At("08:01:00"));
        fault.Last.ShouldBe(At("08:02:00"));
        facts.IsConnected.ShouldBe(false);
    }

    [Fact]
    public void A_new_start_discards_earlier_faults()
    {
        AgentFacts facts = Parse("08:00:00 " + Opened, "08:01:00 " + Denied, "08:02:00 INFO [amazon-ssm-agent] [Core] Starting Core Agent");

        facts.Faults.ShouldBeEmpty();
        facts.LastConnected.ShouldBeNull();
        facts.IsConnected.ShouldBeNull();
    }

    [Fact]
    public void Refreshed_credentials_are_no_evidence_of_a_control_channel()
    {
        AgentFacts facts = Parse(
            "08:01:00 " + Denied,
            "08:01:01 ERROR [amazon-ssm-agent] [CredentialRefresher] Retrieve credentials produced error: AccessDeniedException",
            "08:02:00 INFO [amazon-ssm-agent] [CredentialRefresher] Credentials ready");

        facts.Faults.ShouldHaveSingleItem().Code.ShouldBe(FindingCodes.ControlChannelDenied);
    }

    [Fact]
    public void Names_the_instance_and_the_Region()
    {
        AgentFacts facts = Parse(
            "08:00:00 INFO [ssm-agent-worker] Opening websocket connection to: wss://ssmmessages.eu-central-1.amazonaws.com/v1/control-channel/eks_c:edge_0123456789abcdef0?role=subscribe&stream=input");

        facts.InstanceId.ShouldBe("eks_c:edge_0123456789abcdef0");
        facts.Region.ShouldBe("eu-central-1");
    }

    [Fact]
    public void Texts_are_one_line_and_short()
    {
        AgentFacts facts = Parse("08:01:00 " + Denied + " " + new string('x', 1000), "  and the reason");

        facts.Faults[0].Text.Length.ShouldBe(300);
        facts.Faults[0].Text.ShouldNotContain('\n');
        facts.Faults[0].Text.ShouldEndWith("and the reason");
    }

    [Fact]
    public void A_bundle_restores_the_facts()
    {
        AgentFacts agent = Parse("08:00:00 " + Opened, "09:00:00 " + Lost, "09:00:09 " + Opened, "10:00:00 " + Denied);
        var facts = new ConnectionFacts
        {
            Agents = [agent with { FilesUnread = new Unread("why", "what to do") }],
            Proxies = [new ProxyFacts { Pod = "eks-connector-0", Run = agent.Run, KeySaved = At("08:00:00"), Faults = agent.Faults }],
        };

        string json = JsonSerializer.Serialize(facts);
        ConnectionFacts back = JsonSerializer.Deserialize<ConnectionFacts>(json)!;

        JsonSerializer.Serialize(back).ShouldBe(json);
        back.Agents[0].Reconnects.ShouldBe(agent.Reconnects);
        back.Agents[0].Faults.ShouldBe(agent.Faults);
        back.Agents[0].FilesUnread.ShouldBe(facts.Agents[0].FilesUnread);
    }

    private static DateTime At(string time) => DateTime.SpecifyKind(new DateTime(2026, 1, 8) + TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);

    private static AgentFacts Parse(params string[] lines)
    {
        string log = string.Concat(lines.Select(line => $"{(line.StartsWith(' ') ? string.Empty : "2026-01-08 ")}{line}\n"));
        var facts = new AgentFacts { Pod = "eks-connector-0", Run = new ContainerRun { Pod = "eks-connector-0", IsRunning = true } };
        return AgentLogParser.Parse(facts, LogText.Entries(log));
    }
}
