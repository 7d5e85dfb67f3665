using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Does EKS have the cluster?</summary>
internal sealed class EksFoundCheck() : ActivationCheck(FindingCodes.EksClusterNotFound)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null || snapshot.Aws is not null;

    protected override Unread? Missing(ActivationSnapshot snapshot) => Need.EksAnswer(snapshot);

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        AwsSide aws = snapshot.Aws!;
        if (!aws.IsClusterMissing)
        {
            return Passed($"EKS has the cluster '{aws.Cluster?.Name}' in {aws.Region}.");
        }

        string summary = aws.ClusterName is { } name
            ? $"EKS has no cluster '{OneLine.Of(name)}' in {aws.Region}."
            : $"No EKS cluster in {aws.Region} has this activation.";

        // A region that nobody named may simply be the wrong one to ask.
        return Found(summary).LoweredTo(DiagnosisWords.Warning, when: aws.IsRegionGuessed && snapshot.Cluster is not null) with
        {
            Evidence = aws.Caller is { } caller ? $"account {caller.Account}, region {aws.Region}, asked as {OneLine.Of(caller.Arn)}" : $"region {aws.Region}",
            Fix = ActivationFixes.ListClusters(snapshot),
        };
    }
}
