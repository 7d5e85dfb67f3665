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
        return (aws.IsRegionGuessed && snapshot.Cluster is not null ? Warned(summary) : Failed(summary)) with
        {
            Evidence = aws.Caller is { } caller ? $"account {caller.Account}, region {aws.Region}, asked as {OneLine.Of(caller.Arn)}" : $"region {aws.Region}",
            Cause = "It was deregistered, was never registered, or is in another account or region.",
            RecommendedAction = "See that account, region and name are those of the registration (-Region, -ProfileName, -ClusterName). Where the cluster was deregistered, register it again and apply the new manifest.",
            Fix = ActivationFixes.ListClusters(snapshot),
        };
    }
}
