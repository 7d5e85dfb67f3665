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
        Assessment assessment = DiagnosisRules.Evaluate(snapshot);
        Observation? root = assessment.Root;
        bool? isConnected = IsConnected(assessment);
        return new EksConnector.Diagnosis
        {
            Context = snapshot.Cluster!.Context,
            Namespace = snapshot.Cluster!.Namespace,
            ClusterName = (snapshot.Aws?.Cluster?.Name ?? snapshot.ClusterName) is { } name ? OneLine.Of(name) : null,
            IsHealthy = root is not null ? false : isConnected is null ? null : true,
            IsConnected = isConnected,
            RootCause = root?.Code,
            Summary = OneLine.Of(root?.Summary ?? Headline(assessment)?.Summary ?? Healthy(snapshot, assessment)),
            Evidence = string.IsNullOrEmpty(root?.Evidence) ? null : OneLine.Of(root.Evidence),
            RecommendedAction = assessment.RecommendedAction,
            FixCommand = assessment.ActionItem?.Fix?.Shell,
            FixCommandPowerShell = assessment.ActionItem?.Fix?.PowerShell,
            Time = snapshot.TakenAt.UtcDateTime,
            ActivationExpiry = snapshot.IsRegistered == true ? null : snapshot.Expiry,
            Pods = ConnectionHistory.Pods(snapshot),
            Events = ConnectionHistory.Events(snapshot),
            Findings = assessment.Findings(snapshot.Cluster!.Context, snapshot.Cluster!.Namespace),
        };
    }

    // Amazon EKS and the agents' logs are the two sources. If neither is available, a connector with an error does not count as connected.
    private static bool? IsConnected(Assessment assessment)
    {
        string? eks = ResultOf(FindingCodes.EksClusterDisconnected);
        if (eks != DiagnosisWords.Failed && (eks == DiagnosisWords.Passed || ResultOf(FindingCodes.AgentNotConnected) == DiagnosisWords.Passed))
        {
            return true;
        }

        return eks == DiagnosisWords.Failed || assessment.Root is not null ? false : null;

        string? ResultOf(string code) => assessment.Observations.FirstOrDefault(observation => observation.Code == code)?.Result;
    }

    // No error was found, but it was not verified that the connector works.
    private static Observation? Headline(Assessment assessment) => assessment.Observations.FirstOrDefault(observation =>
        observation.Result == DiagnosisWords.Warned && s_headlines.Contains(observation.Code));

    private static string Healthy(DiagnosisSnapshot snapshot, Assessment assessment)
    {
        // Checks that the user excluded do not count as skipped.
        Observation[] wanted = [.. assessment.Observations.Where(observation => observation.Unread != Unread.Aws)];
        int skipped = wanted.Count(observation => observation.Result == DiagnosisWords.Skipped);
        string name = snapshot.ClusterName is { } known ? $" of '{known}'" : string.Empty;
        int warned = assessment.Observations.Count(observation => observation is { Result: DiagnosisWords.Warned, IsMinor: false });
        string text = warned == 0
            ? $"No problems were found in {wanted.Length - skipped} checks{name}."
            : $"No errors and {warned} {(warned == 1 ? "warning" : "warnings")} were found in {wanted.Length - skipped} checks{name}.";
        text += IsConnected(assessment) is null ? " The connection of the agents could not be verified." : string.Empty;
        text += snapshot.Aws is null ? " AWS was not queried." : string.Empty;
        return skipped == 0 ? text : $"{text} {skipped} {(skipped == 1 ? "check was" : "checks were")} skipped: see Findings.";
    }
}
