using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Rules;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis;

/// <summary>Creates a diagnosis from the results of all rules.</summary>
internal static class DiagnosisVerdict
{
    private static readonly string[] s_headlines = [FindingCodes.InitStillRunning, FindingCodes.AgentConnecting, FindingCodes.ConnectionNotVerified];

    /// <summary>Creates the diagnosis of a snapshot.</summary>
    /// <param name="snapshot">The data that was read.</param>
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
            Findings = judgement.Findings(snapshot.Cluster!.Context, snapshot.Cluster!.Namespace),
        };
    }

    // Amazon EKS and the agents' logs are the two sources. If neither is available, a connector with an error does not count as connected.
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

    // No error was found, but it was not verified that the connector works.
    private static Observation? Headline(Judgement judgement) => judgement.Observations.FirstOrDefault(observation =>
        observation.Result == DiagnosisWords.Warned && s_headlines.Contains(observation.Code));

    private static string Healthy(DiagnosisSnapshot snapshot, Judgement judgement)
    {
        // Checks that the user excluded do not count as skipped.
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
