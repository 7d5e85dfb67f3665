using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is the file one of the connector's?</summary>
internal sealed class ManifestKindCheck() : ActivationCheck(FindingCodes.ManifestNotConnector)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is not null;

    protected override Unread? Missing(ActivationSnapshot snapshot) => null;

    protected override Observation Look(ActivationSnapshot snapshot) => snapshot.Manifest!.Settings is { } settings
        ? Passed(settings.IsHelm ? "The file has values for the connector's Helm chart." : "The file is a manifest of the connector.")
        : Found("The file is neither a manifest of the connector nor values for its Helm chart.") with
        {
            Evidence = snapshot.Manifest.Path,
        };
}
