using System.Text.RegularExpressions;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings.Symptoms;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>
/// Determines from the log of connector-agent whether it is connected. A healthy agent logs its connection only once, when it is opened,
/// and then only its health for weeks, so errors without a later success are decisive.
/// </summary>
internal sealed partial class AgentLogParser
{
    private const int MaxReconnects = 100;

    private const string Channel = "channel";
    private const string Credentials = "credentials";
    private const string Key = "key";
    private const string Hibernate = "Entering SSM Agent hibernate";

    // A connection is logged in two lines: the WebSocket is opened, and then the control channel is set up.
    private static readonly TimeSpan s_sameConnection = TimeSpan.FromSeconds(5);

    private static readonly string[] s_starts = ["amazon-ssm-agent - v", "Starting Core Agent"];
    private static readonly string[] s_connections = ["Set up control channel successfully", "Successfully opened websocket connection to:"];
    private static readonly string[] s_credentials = ["Credentials ready", "Next credential rotation will be"];

    // The worker is started when credentials are available; older agents do not log this in another way.
    private static readonly string[] s_worker = ["[ssm-agent-worker]", "Worker ssm-agent-worker"];
    private static readonly string[] s_channelWords = ["ssmmessages.", "control channel", "controlchannel", "control-channel", "websocket", "MGSInteractor"];

    // The service throttles requests, and the agent retries.
    private static readonly string[] s_passing = ["ThrottlingException", "Rate exceeded", "TooManyRequests"];

    // Sessions use separate channels, which are opened and closed with the activity of console users.
    private static readonly string[] s_sessions = ["session-worker", "data-channel", "datachannel", "data channel"];

    private readonly FaultList _faults = new();
    private readonly List<DateTime> _reconnects = [];
    private AgentFacts _facts;
    private bool _isFirst = true;
    private string? _error;

    private AgentLogParser(AgentFacts facts) => _facts = facts;

    /// <summary>Parses the log.</summary>
    /// <param name="facts">The known data of the agent.</param>
    /// <param name="entries">The end of the log.</param>
    public static AgentFacts Parse(AgentFacts facts, IEnumerable<LogEntry> entries)
    {
        var parser = new AgentLogParser(facts);
        foreach (LogEntry entry in entries)
        {
            parser.Read(entry);
        }

        return parser._facts with
        {
            Reconnects = [.. parser._reconnects.TakeLast(MaxReconnects)],
            Faults = parser._faults.Faults,
            Fatal = facts.Run.IsFailing ? parser._error : null,
        };
    }

    /// <summary>Returns whether an entry reports the start of the agent.</summary>
    public static bool IsStart(LogEntry entry) => entry.Severity < LogLevel.Warning && HasAny(entry.Message, s_starts);

    private static bool HasAny(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private void Read(LogEntry entry)
    {
        DateTime? time = entry.UtcTime;
        _facts = _facts with { FirstLine = _facts.FirstLine ?? time, LastLine = time ?? _facts.LastLine };
        string text = entry.Raw;
        if (HasAny(text, s_worker))
        {
            _facts = _facts with { LastCredentials = _facts.LastCredentials ?? time };
        }

        // The agent also stops trying after this entry, which is not a warning.
        if (entry.Severity >= LogLevel.Warning || text.Contains(Hibernate, StringComparison.OrdinalIgnoreCase))
        {
            ReadFault(entry, text);
            return;
        }

        string message = entry.Message;
        if (HasAny(message, s_starts))
        {
            Start(time, message);
        }
        else if (HasAny(text, s_sessions))
        {
            // The entry is about another channel.
        }
        else if (HasAny(message, s_connections))
        {
            Connect(time, Array.Find(s_connections, words => message.Contains(words, StringComparison.OrdinalIgnoreCase))!);
        }
        else if (message.Contains("Starting credentials refresher loop", StringComparison.OrdinalIgnoreCase))
        {
            _facts = _facts with { AskedForCredentials = time ?? _facts.AskedForCredentials };
        }
        else if (HasAny(message, s_credentials))
        {
            _faults.RemoveResolved(Credentials);
            _facts = _facts with { LastCredentials = time ?? _facts.LastCredentials };
        }
        else if (message.Contains("Successfully rotated private key", StringComparison.OrdinalIgnoreCase))
        {
            _faults.RemoveResolved(Key);
        }
        else if (InstanceName.FindIn(message) is { } instance)
        {
            _facts = _facts with { InstanceId = instance, Region = Endpoint().Match(message) is { Success: true } match ? match.Groups["region"].Value : _facts.Region };
        }
    }

    private void Start(DateTime? time, string message)
    {
        // Errors of an earlier instance may not apply to this one.
        _faults.Clear();
        _isFirst = true;
        _error = null;
        _facts = _facts with
        {
            Started = time ?? _facts.Started,
            LastConnected = null,
            AskedForCredentials = null,
            LastCredentials = null,
            LastLost = null,
            Version = VersionText().Match(message) is { Success: true } match ? match.Groups["version"].Value : _facts.Version,
        };
    }

    private void Connect(DateTime? time, string words)
    {
        bool isSame = words == s_connections[0]
            && _facts.LastLost is null && _faults.Faults.Count == 0 && time is not null && time - _facts.LastConnected <= s_sameConnection;
        if (!_isFirst && !isSame && time is { } again)
        {
            _reconnects.Add(again);
        }

        // A connection requires credentials, so errors with credentials are also resolved.
        _isFirst = false;
        _faults.RemoveResolved(Channel);
        _faults.RemoveResolved(Credentials);
        _facts = _facts with { LastConnected = time ?? _facts.LastConnected, LastLost = null };
    }

    private void ReadFault(LogEntry entry, string text)
    {
        if (HasAny(text, s_sessions) || HasAny(text, s_passing))
        {
            return;
        }

        _error = entry.Severity >= LogLevel.Error ? LogTexts.Of(entry) : _error;
        switch (SymptomTable.Agent.CodeOf(text))
        {
            case null:
                break;
            case FindingCodes.ConnectionUnstable:
                _isFirst = false;

                // A lost connection can have several signs that are hours apart.
                _facts = _facts with { LastLost = _facts.LastLost ?? entry.UtcTime };
                break;
            case FindingCodes.KeyRotationFailed:
                _faults.Add(FindingCodes.KeyRotationFailed, Key, entry);
                break;
            case { } code:
                _faults.Add(code, HasAny(text, s_channelWords) ? Channel : Credentials, entry);
                break;
        }
    }

    [GeneratedRegex(@"\bssmmessages\.(?<region>[a-z]{2}(-[a-z]+)+-\d+)\.", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Endpoint();

    [GeneratedRegex(@"amazon-ssm-agent - v(?<version>\d+(\.\d+)+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionText();
}
