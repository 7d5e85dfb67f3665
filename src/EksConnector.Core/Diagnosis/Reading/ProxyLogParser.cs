using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings.Symptoms;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>Reads connector-proxy's log. Some of its errors are of level I, so that the text decides.</summary>
internal static class ProxyLogParser
{
    private const string State = "state";
    private const string Request = "request";
    private const string Changed = "Changes received for config file";

    // The agent's file and the Secret differ where it tries to save; it tries to load both after a change, and when it starts.
    private static readonly string[] s_saving = ["failed to save secret", "Failed to process updates for"];
    private static readonly string[] s_gaveUp = ["Failed to process updates for"];
    private static readonly string[] s_loading = ["failed to load Kubernetes secret", "failed to load agent's local file"];

    private static readonly string[] s_saved = ["Skip updating k8s secrets since key-pair did not change", "Updated kubernetes secrets with new key-pair"];

    // Who asked did not wait for the answer.
    private static readonly string[] s_passing = ["context canceled", "net/http: abort Handler"];

    /// <summary>Reads.</summary>
    /// <param name="facts">What is known of the proxy already.</param>
    /// <param name="entries">The end of its log.</param>
    public static ProxyFacts Parse(ProxyFacts facts, IEnumerable<LogEntry> entries)
    {
        var faults = new FaultList();
        string? fatal = null;
        bool isChanged = false;
        foreach (LogEntry entry in entries)
        {
            DateTime? time = entry.UtcTime;
            string text = entry.Raw;
            facts = facts with { LastLine = time ?? facts.LastLine };
            if (HasAny(text, s_passing))
            {
                continue;
            }

            if (SymptomTable.Proxy.CodeOf(text) is { } code)
            {
                // The end of a run is told by Kubernetes, and why by the line.
                bool isUnsaved = IsUnsaved(text, isChanged);
                if (isUnsaved && !(HasAny(text, s_gaveUp) && faults.Faults.Any(fault => fault.Code == FindingCodes.KeyNotPersisted)))
                {
                    faults.Add(FindingCodes.KeyNotPersisted, State, entry);
                }

                // Whether the role allows it by now is asked of the API server; whether the token is accepted stands here alone.
                if (code != FindingCodes.ProxyCrashLooping && !(isUnsaved && code is FindingCodes.KeyNotPersisted or FindingCodes.StateSecretForbidden))
                {
                    faults.Add(code, code == FindingCodes.ProxyRequestFailed ? Request : State, entry);
                }
            }
            else if (HasAny(text, s_saved))
            {
                faults.Mend(State);
                isChanged = false;
                facts = facts with { KeySaved = time ?? facts.KeySaved };
            }
            else if (entry.Message.StartsWith("listening on", StringComparison.OrdinalIgnoreCase))
            {
                // Before that it has read the state Secret, and compared the keys.
                faults.Mend(State);
                fatal = null;
                isChanged = false;
                facts = facts with { Listening = time ?? facts.Listening };
            }

            isChanged |= text.Contains(Changed, StringComparison.OrdinalIgnoreCase);
            fatal = entry.Severity >= LogLevel.Fatal ? LogTexts.Of(entry) : fatal;
        }

        return facts with { Faults = faults.Faults, Fatal = facts.Run.IsFailing ? fatal : null };
    }

    /// <summary>The error with which a run ended.</summary>
    /// <param name="entries">The end of its log.</param>
    /// <returns>The error in one line; null where it tells none.</returns>
    public static string? FatalOf(IEnumerable<LogEntry> entries) =>
        entries.LastOrDefault(entry => entry.Severity >= LogLevel.Fatal) is { } last ? LogTexts.Of(last) : null;

    /// <summary>The newest of some lines that says that the Secret has the agent's key.</summary>
    /// <param name="lines">The lines, oldest first.</param>
    /// <returns>The line; null where there is none.</returns>
    public static string? SavedLineOf(IEnumerable<string> lines) => lines.LastOrDefault(line => HasAny(line, s_saved));

    private static bool IsUnsaved(string text, bool isChanged) => HasAny(text, s_saving) || (isChanged && HasAny(text, s_loading));

    private static bool HasAny(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
