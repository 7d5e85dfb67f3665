using EksConnector.Core.Connector;
using EksConnector.Core.Findings;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Is there a namespace, and can anything be made in it?</summary>
internal sealed class NamespaceRule() : Rule(FindingCodes.NamespaceMissing, RuleScope.Everything)
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(DiagnosisSnapshot snapshot)
    {
        string name = snapshot.Cluster!.Namespace;
        switch (snapshot.Workload.Namespace)
        {
            case null:
                break;
            case { Unread: { } why }:
                // What is installed has a namespace.
                yield return Observation.Skipped(snapshot.IsInstalled ? FindingCodes.NamespaceTerminating : FindingCodes.NamespaceMissing, why);
                break;
            case { IsThere: false }:
                yield return Observation.Found(FindingCodes.NamespaceMissing, snapshot.Cluster.NotInstalledAction is null ? $"There is no namespace '{name}'." : $"The namespace '{name}' does not exist.") with
                {
                    Evidence = $"GET namespace {name}: not found",
                    Cause = snapshot.Cluster.NotInstalledAction is null ? null : "The name of the namespace may be mistyped.",
                    RecommendedAction = snapshot.Cluster.NotInstalledAction,
                    Fix = Install(snapshot),
                };
                break;
            case { DeletedSince: { } since }:
                yield return Observation.Found(FindingCodes.NamespaceTerminating, $"Namespace '{name}' has been in deletion since {since.UtcDateTime:u}: nothing new is made in it.") with
                {
                    Evidence = $"namespace {name}: deletionTimestamp {since.UtcDateTime:u}",
                    Fix = KubectlTarget.Command(snapshot.Kubectl, "get", "namespace", Argument.Label(name), "-o", "yaml"),
                };
                break;
            default:
                yield return Observation.Passed(FindingCodes.NamespaceMissing, $"Namespace '{name}' is there.");
                yield return Observation.Passed(FindingCodes.NamespaceTerminating, $"Namespace '{name}' is not being deleted.");
                break;
        }
    }

    // The manifest makes its own namespace; another one was given with -Namespace, and may be a slip.
    private static FixCommand? Install(DiagnosisSnapshot snapshot) =>
        snapshot.Cluster is { NotInstalledAction: null, Namespace: ConnectorNames.Namespace } && snapshot.Eks?.ActivationId is { } id && Setting.IsActivationId(id)
            ? ActivationFixes.Install(snapshot, id)
            : null;
}
