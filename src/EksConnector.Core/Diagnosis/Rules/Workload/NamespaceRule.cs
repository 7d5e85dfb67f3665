using EksConnector.Core.Connector;
using EksConnector.Core.Findings;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Checks whether the namespace exists and is not being deleted.</summary>
internal sealed class NamespaceRule() : Rule(FindingCodes.NamespaceMissing, RuleScope.Everything)
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
    {
        string name = snapshot.Cluster!.Namespace;
        switch (snapshot.Workload.Namespace)
        {
            case null:
                break;
            case { Unread: { } why }:
                // If the connector is installed, the namespace exists.
                yield return Observation.Skipped(snapshot.IsInstalled ? FindingCodes.NamespaceTerminating : FindingCodes.NamespaceMissing, why);
                break;
            case { IsThere: false }:
                yield return Observation.Found(FindingCodes.NamespaceMissing, $"The namespace '{name}' does not exist.") with
                {
                    Evidence = $"GET namespace {name}: not found",
                    Cause = snapshot.Cluster.NotInstalledAction is null ? null : "The name of the namespace might be misspelled.",
                    RecommendedAction = snapshot.Cluster.NotInstalledAction,
                    Fix = Install(snapshot),
                };
                break;
            case { DeletedSince: { } since }:
                yield return Observation.Found(FindingCodes.NamespaceTerminating, $"The namespace '{name}' has been terminating since {since.UtcDateTime:u}, so no objects can be created in it.") with
                {
                    Evidence = $"namespace {name}: deletionTimestamp {since.UtcDateTime:u}",
                    Fix = KubectlTarget.Command(snapshot.Kubectl, "get", "namespace", Argument.Label(name), "-o", "yaml"),
                };
                break;
            default:
                yield return Observation.Passed(FindingCodes.NamespaceMissing, $"The namespace '{name}' exists.");
                yield return Observation.Passed(FindingCodes.NamespaceTerminating, $"The namespace '{name}' is not being deleted.");
                break;
        }
    }

    // The manifest creates its own namespace; another namespace was specified with -Namespace and may be a typo.
    private static FixCommand? Install(DiagnosisSnapshot snapshot) =>
        snapshot.Cluster is { NotInstalledAction: null, Namespace: ConnectorNames.Namespace } && snapshot.Eks?.ActivationId is { } id && Setting.IsActivationId(id)
            ? ActivationFixes.Install(snapshot, id)
            : null;
}
