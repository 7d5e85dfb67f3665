using EksConnector.Core.Activation;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis;

/// <summary>Makes one diagnosis of all that the rules found.</summary>
internal static class DiagnosisVerdict
{
    /// <summary>Judges.</summary>
    /// <param name="snapshot">What was read.</param>
    public static EksConnector.Diagnosis Of(DiagnosisSnapshot snapshot)
    {
        var judgement = new Judgement(
            ActivationChecks.All.SelectMany(check => check.Check(snapshot.Activation)).Concat(DiagnosisRules.All.SelectMany(rule => rule.Check(snapshot))));
        Observation? root = judgement.Root;
        return new EksConnector.Diagnosis
        {
            Context = snapshot.Cluster.Context,
            Namespace = snapshot.Cluster.Namespace,
            ClusterName = (snapshot.Activation.Aws?.Cluster?.Name ?? snapshot.Activation.ClusterName) is { } name ? OneLine.Of(name) : null,
            IsHealthy = root is null,
            RootCause = root?.Code,
            Summary = OneLine.Of(root?.Summary ?? Healthy(snapshot, judgement)),
            Evidence = string.IsNullOrEmpty(root?.Evidence) ? null : OneLine.Of(root.Evidence),
            RecommendedAction = judgement.RecommendedAction,
            FixCommand = judgement.ToDo?.Fix?.Shell,
            FixCommandPowerShell = judgement.ToDo?.Fix?.PowerShell,
            Time = snapshot.TakenAt.UtcDateTime,
            Findings = judgement.Findings(snapshot.Cluster.Context, snapshot.Cluster.Namespace),
        };
    }

    private static string Healthy(DiagnosisSnapshot snapshot, Judgement judgement)
    {
        int looked = judgement.Observations.Count(observation => observation.Result != DiagnosisWords.Skipped);
        int skipped = judgement.Observations.Count - looked;
        int warned = judgement.Observations.Count(observation => observation is { Result: DiagnosisWords.Warned, IsMinor: false });
        string name = snapshot.Activation.ClusterName is { } known ? $", registered as {known}" : string.Empty;
        string text = $"Nothing is wrong in {looked} checks{name}";
        text += warned == 0 ? "." : $"; {warned} {(warned == 1 ? "warning" : "warnings")}.";
        return skipped == 0 ? text : $"{text} {skipped} {(skipped == 1 ? "check was" : "checks were")} not possible (Findings with Result Skipped say why).";
    }
}
