using EksConnector.Core.Findings;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Rules.Access;

/// <summary>May the connector ask the API server for its version? EKS shows it, and older manifests do not grant it.</summary>
internal sealed class VersionAccessRule : IDiagnosisRule
{
    /// <inheritdoc/>
    public IEnumerable<Observation> Check(DiagnosisSnapshot snapshot)
    {
        if (!snapshot.IsInstalled)
        {
            yield break;
        }

        yield return snapshot.Access switch
        {
            { ReviewUnread: { } why } => Observation.Skipped(FindingCodes.VersionAccessMissing, why),
            { MayReadVersion: true } => Observation.Passed(FindingCodes.VersionAccessMissing, "The connector may ask the API server for its version."),
            _ => Observation.Found(FindingCodes.VersionAccessMissing, $"The service account '{snapshot.Cluster.Account.User}' may not get the path /version.") with
            {
                Fix = FixCommand.Join(
                    KubectlTarget.Command(snapshot.Kubectl, "create", "clusterrole", ConnectorNames.VersionRole, "--verb=get", "--non-resource-url=/version"),
                    KubectlTarget.Command(
                        snapshot.Kubectl,
                        "create",
                        "clusterrolebinding",
                        ConnectorNames.VersionRole,
                        $"--clusterrole={ConnectorNames.VersionRole}",
                        Argument.ServiceAccount(snapshot.Cluster.Account.Namespace, snapshot.Cluster.Account.Name))),
            },
        };
    }
}
