using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Do all who name the EKS cluster name the same?</summary>
internal sealed class ClusterNameCheck() : ActivationCheck(FindingCodes.ClusterNameConflict)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null;

    protected override Unread? Missing(ActivationSnapshot snapshot) =>
        Need.Connector(snapshot) ?? (snapshot.Names.Any() ? null : new Unread("no replica names the cluster"));

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        List<(string Name, string Where)> names = [.. snapshot.Names];
        if (snapshot.GivenName is { } given)
        {
            names.Insert(0, (given, "-ClusterName"));
        }

        return names.Select(name => name.Name).Distinct(StringComparer.Ordinal).Take(2).Count() == 1
            ? Passed($"This cluster is '{names[0].Name}' to all who name it.")
            : Found("Not all name the same EKS cluster.") with
            {
                Evidence = string.Join("; ", names.Select(name => $"{name.Where}: {name.Name}")),
                Cause = snapshot.GivenName is null
                    ? "The connector was moved between clusters, or its state Secrets were copied."
                    : "The name that was given is another cluster's, or the connector was registered as another one before.",
                RecommendedAction = "See which one is meant, and give its name with -ClusterName.",
            };
    }
}
