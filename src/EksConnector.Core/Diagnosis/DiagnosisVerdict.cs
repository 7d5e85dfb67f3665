using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Rules;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis;

/// <summary>Makes one diagnosis of all that the rules found.</summary>
internal static class DiagnosisVerdict
{
    private static readonly string[] s_headlines = [FindingCodes.InitStillRunning, FindingCodes.AgentConnecting, FindingCodes.ConnectionNotVerified];

    /// <summary>Judges.</summary>
    /// <param name="snapshot">What was read.</param>
    public static EksConnector.Diagnosis Of(DiagnosisSnapshot snapshot)
    {
        Judgement judgement = DiagnosisRules.Judge(snapshot);
        Observation? root = judgement.Root;
        bool? isConnected = IsConnected(judgement);
        return new EksConnector.Diagnosis
        {
            Context = snapshot.Cluster!.Context,
            Namespace = snapshot.Cluster!.Namespace,
            ClusterName = (snapshot.Aws?.Cluster?.Name ?? snapshot.ClusterName) is { } name ? OneLine.Of(name) : null,
            IsHealthy = root is not null ? false : isConnected is null ? null : true,
            IsConnected = isConnected,
            RootCause = root?.Code,
            Summary = OneLine.Of(root?.Summary ?? Headline(judgement)?.Summary ?? Healthy(snapshot, judgement)),
            Evidence = string.IsNullOrEmpty(root?.Evidence) ? null : OneLine.Of(root.Evidence),
            RecommendedAction = judgement.RecommendedAction,
            FixCommand = judgement.ToDo?.Fix?.Shell,
            FixCommandPowerShell = judgement.ToDo?.Fix?.PowerShell,
            Time = snapshot.TakenAt.UtcDateTime,
            ActivationExpiry = snapshot.IsRegistered == true ? null : snapshot.Expiry,
            Pods = ConnectionHistory.Pods(snapshot),
            Events = ConnectionHistory.Events(snapshot),
            Findings = judgement.Findings(snapshot.Cluster!.Context, snapshot.Cluster!.Namespace),
        };
    }

    // EKS and the agents' logs are two witnesses. Where neither could be asked, a connector that is broken is not taken to be connected.
    private static bool? IsConnected(Judgement judgement)
    {
        string? eks = ResultOf(FindingCodes.EksClusterDisconnected);
        if (eks != DiagnosisWords.Failed && (eks == DiagnosisWords.Passed || ResultOf(FindingCodes.AgentNotConnected) == DiagnosisWords.Passed))
        {
            return true;
        }

        return eks == DiagnosisWords.Failed || judgement.Root is not null ? false : null;

        string? ResultOf(string code) => judgement.Observations.FirstOrDefault(observation => observation.Code == code)?.Result;
    }

    // Nothing is wrong, and yet it is not known whether it works.
    private static Observation? Headline(Judgement judgement) => judgement.Observations.FirstOrDefault(observation =>
        observation.Result == DiagnosisWords.Warned && s_headlines.Contains(observation.Code));

    private static string Healthy(DiagnosisSnapshot snapshot, Judgement judgement)
    {
        // What nobody wanted to be looked at is not missing.
        Observation[] wanted = [.. judgement.Observations.Where(observation => observation.Unread != Unread.Aws)];
        int skipped = wanted.Count(observation => observation.Result == DiagnosisWords.Skipped);
        string name = snapshot.ClusterName is { } known ? $" of '{known}'" : string.Empty;
        int warned = judgement.Observations.Count(observation => observation is { Result: DiagnosisWords.Warned, IsMinor: false });
        string text = warned == 0
            ? $"No problems were found in {wanted.Length - skipped} checks{name}."
            : $"No errors and {warned} {(warned == 1 ? "warning" : "warnings")} were found in {wanted.Length - skipped} checks{name}.";
        text += IsConnected(judgement) is null ? " The connection of the agents could not be verified." : string.Empty;
        text += snapshot.Aws is null ? " AWS was not queried." : string.Empty;
        return skipped == 0 ? text : $"{text} {skipped} {(skipped == 1 ? "check was" : "checks were")} skipped: see Findings.";
    }
}
