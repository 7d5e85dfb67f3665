using EksConnector.Core.Findings;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Rules.Access;

/// <summary>Checks whether the connector is permitted to read the version of the API server, which Amazon EKS shows and older manifests do not grant.</summary>
internal sealed class VersionAccessRule() : Rule(FindingCodes.VersionAccessMissing, RuleScope.Everything, Needs.Reviews)
{
    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.IsInstalled;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
    {
        yield return snapshot.Access switch
        {
            { MayReadVersion: true } => Observation.Passed(FindingCodes.VersionAccessMissing, "The connector is permitted to read the API server's version."),
            _ => Observation.Found(FindingCodes.VersionAccessMissing, $"The service account '{snapshot.Cluster!.Account.User}' is not permitted to get the path /version.") with
            {
                Fix = FixCommand.Join(
                    KubectlTarget.Command(snapshot.Kubectl, "create", "clusterrole", ConnectorNames.VersionRole, "--verb=get", "--non-resource-url=/version"),
                    KubectlTarget.Command(
                        snapshot.Kubectl,
                        "create",
                        "clusterrolebinding",
                        ConnectorNames.VersionRole,
                        $"--clusterrole={ConnectorNames.VersionRole}",
                        Argument.ServiceAccount(snapshot.Cluster!.Account.Namespace, snapshot.Cluster!.Account.Name))),
            },
        };
    }
}
