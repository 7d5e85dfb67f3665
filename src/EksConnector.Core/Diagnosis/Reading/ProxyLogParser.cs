using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings.Symptoms;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>Parses the log of connector-proxy. Some errors have the level I, so they are detected by their text.</summary>
internal static class ProxyLogParser
{
    private const string State = "state";
    private const string Request = "request";
    private const string Changed = "Changes received for config file";

    // The proxy tries to save the key if the agent's file and the Secret differ; it loads both after a change and when it starts.
    private static readonly string[] s_saving = ["failed to save secret", "Failed to process updates for"];
    private static readonly string[] s_gaveUp = ["Failed to process updates for"];
    private static readonly string[] s_loading = ["failed to load Kubernetes secret", "failed to load agent's local file"];

    private static readonly string[] s_saved = ["Skip updating k8s secrets since key-pair did not change", "Updated kubernetes secrets with new key-pair"];

    // The client did not wait for the response.
    private static readonly string[] s_passing = ["context canceled", "net/http: abort Handler"];

    /// <summary>Parses the log.</summary>
    /// <param name="facts">The known data of the proxy.</param>
    /// <param name="entries">The end of the log.</param>
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
                // Kubernetes reports the exit of the container, and the line contains the reason.
                bool isUnsaved = IsUnsaved(text, isChanged);
                if (isUnsaved && !(HasAny(text, s_gaveUp) && faults.Faults.Any(fault => fault.Code == FindingCodes.KeyNotPersisted)))
                {
                    faults.Add(FindingCodes.KeyNotPersisted, State, entry);
                }

                // Another check queries the API server for the current permissions; a rejected token is only visible in this log.
                if (code != FindingCodes.ProxyCrashLooping && !(isUnsaved && code is FindingCodes.KeyNotPersisted or FindingCodes.StateSecretForbidden))
                {
                    faults.Add(code, code == FindingCodes.ProxyRequestFailed ? Request : State, entry);
                }
            }
            else if (HasAny(text, s_saved))
            {
                faults.RemoveResolved(State);
                isChanged = false;
                facts = facts with { KeySaved = time ?? facts.KeySaved };
            }
            else if (entry.Message.StartsWith("listening on", StringComparison.OrdinalIgnoreCase))
            {
                // The proxy has read the state Secret and compared the keys before this line.
                faults.RemoveResolved(State);
                fatal = null;
                isChanged = false;
                facts = facts with { Listening = time ?? facts.Listening };
            }

            isChanged |= text.Contains(Changed, StringComparison.OrdinalIgnoreCase);
            fatal = entry.Severity >= LogLevel.Fatal ? LogTexts.Of(entry) : fatal;
        }

        return facts with { Faults = faults.Faults, Fatal = facts.Run.IsFailing ? fatal : null };
    }

    /// <summary>Returns the error with which an instance exited.</summary>
    /// <param name="entries">The end of the log.</param>
    /// <returns>The error in one line; null if the log does not contain one.</returns>
    public static string? FatalOf(IEnumerable<LogEntry> entries) =>
        entries.LastOrDefault(entry => entry.Severity >= LogLevel.Fatal) is { } last ? LogTexts.Of(last) : null;

    /// <summary>Returns the newest line that confirms that the Secret contains the agent's key.</summary>
    /// <param name="lines">The lines, oldest first.</param>
    /// <returns>The line; null if there is none.</returns>
    public static string? SavedLineOf(IEnumerable<string> lines) => lines.LastOrDefault(line => HasAny(line, s_saved));

    private static bool IsUnsaved(string text, bool isChanged) => HasAny(text, s_saving) || (isChanged && HasAny(text, s_loading));

    private static bool HasAny(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
