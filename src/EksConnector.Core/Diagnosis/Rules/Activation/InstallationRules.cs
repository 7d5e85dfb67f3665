using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Rules.Activation;

/// <summary>The rules for whether the connector is installed and not scaled to zero.</summary>
internal static class InstallationRules
{
    public static readonly Rule[] All =
    [
        new Check(FindingCodes.ConnectorNotInstalled, RuleScope.Live, [Needs.StatefulSet], Installed),
        new Check(FindingCodes.ConnectorScaledToZero, RuleScope.Live, [Needs.Connector, Needs.StatefulSet], Scaled),
    ];

    private static Observation Installed(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Cluster!.NotInstalled is { } notInstalled
        ? rule.Found(Missing(snapshot.Cluster)) with
        {
            Evidence = notInstalled,
            Cause = snapshot.Cluster.NotInstalledAction is null ? null : "The connector is not in the specified namespace.",
            RecommendedAction = snapshot.Cluster.NotInstalledAction,
            Fix = snapshot.Cluster.NotInstalledAction is null && snapshot.Eks?.ActivationId is { } id && Setting.IsActivationId(id) ? ActivationFixes.Install(snapshot, id) : null,
        }
        : rule.Passed("The connector's StatefulSet exists on the cluster.");

    private static string Missing(ClusterSide cluster) => cluster switch
    {
        { NotInstalledAction: null } => $"The connector is not installed on the cluster: the StatefulSet '{ConnectorNames.StatefulSet}' does not exist.",
        { IsNamespaceMissing: true } => $"The namespace '{cluster.Namespace}' does not exist.",
        _ => $"The connector is not in the namespace '{cluster.Namespace}'.",
    };

    // An activation that all replicas have registered with is not affected, but the connector is.
    private static Observation Scaled(DiagnosisSnapshot snapshot, Rule rule)
    {
        const string text = "The StatefulSet is scaled to 0 replicas, so no Pod registers or connects.";
        return snapshot.Cluster!.Replicas == 0
            ? (snapshot.IsWhole ? rule.Found(text) : rule.Wrong(snapshot, text)) with
            {
                Fix = ActivationFixes.ScaleUp(snapshot),
            }
            : rule.Passed($"The StatefulSet is scaled to {snapshot.Cluster.Replicas} replicas.");
    }
}
