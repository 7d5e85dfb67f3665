using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is the file YAML as it stands?</summary>
internal sealed class ManifestYamlCheck() : ActivationCheck(FindingCodes.ManifestInvalid)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is not null;

    protected override Unread? Missing(ActivationSnapshot snapshot) => null;

    protected override Observation Look(ActivationSnapshot snapshot) => snapshot.Manifest!.NotYaml is { } why
        ? Found("The file is not YAML as it stands: kubectl and helm will refuse it.") with
        {
            Evidence = $"{snapshot.Manifest.Path}: {why}",
        }
        : Passed("The file is YAML.");
}
