using EksConnector.Core.Activation;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Is the connector turned on? The activation does not mind once it has done its work; the connector does.</summary>
internal sealed class ScaledRule : IDiagnosisRule
{
    /// <inheritdoc/>
    public IEnumerable<Observation> Check(DiagnosisSnapshot snapshot)
    {
        if (snapshot.IsInstalled && snapshot.Cluster.Replicas == 0)
        {
            yield return Observation.Found(FindingCodes.ConnectorScaledToZero, "The StatefulSet is scaled to 0: no pod registers or connects.") with
            {
                Fix = ActivationFixes.ScaleUp(snapshot.Activation),
            };
        }
    }
}
