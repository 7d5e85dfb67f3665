using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Does Systems Manager know the activation?</summary>
internal sealed class ActivationFoundCheck() : ActivationCheck(FindingCodes.ActivationNotFound)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null || snapshot.Aws is not null;

    protected override Unread? Missing(ActivationSnapshot snapshot) => Need.SsmAnswer(snapshot);

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        AwsSide aws = snapshot.Aws!;
        if (aws.Activation is not null)
        {
            return Passed("Systems Manager knows the activation.");
        }

        // EKS shows its activations to the account; where it has the cluster, and the activation is old, Systems Manager may have forgotten it.
        string summary = $"Systems Manager in {aws.Region} does not know the activation.";
        return Found(summary).LoweredTo(DiagnosisWords.Information, when: snapshot.IsRegistered == true || (aws.IsRegionGuessed && snapshot.Eks is null)) with
        {
            Evidence = $"activation {aws.ActivationId}, region {aws.Region}",
            Fix = ActivationFixes.Reregister(snapshot) ?? ActivationFixes.ListClusters(snapshot),
        };
    }
}
