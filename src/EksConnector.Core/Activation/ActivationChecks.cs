using EksConnector.Core.Activation.Checks;
using EksConnector.Core.Connector;

namespace EksConnector.Core.Activation;

/// <summary>All checks of an activation, in the order in which a person would look.</summary>
internal static class ActivationChecks
{
    public static readonly IReadOnlyList<IActivationCheck> All =
    [
        new ManifestYamlCheck(),
        new ManifestKindCheck(),
        new InstalledCheck(),
        new ScaledCheck(),
        new ActivationIdCheck(FindingCodes.ActivationIdMissing, SettingKind.Missing),
        new ActivationIdCheck(FindingCodes.ActivationIdPlaceholder, SettingKind.Placeholder),
        new ActivationIdCheck(FindingCodes.ActivationIdInvalid, SettingKind.Invalid),
        new SecretCheck(),
        new CodeThereCheck(),
        new CodePlaceholderCheck(),
        new CodeEncodedCheck(),
        new CodeDoubleEncodedCheck(),
        new CodeWhitespaceCheck(),
        new CodeLengthCheck(),
        new CodeClearTextCheck(),
        new RegionCheck(FindingCodes.RegionMissing, SettingKind.Missing),
        new RegionCheck(FindingCodes.RegionPlaceholder, SettingKind.Placeholder),
        new RegionCheck(FindingCodes.RegionInvalid, SettingKind.Invalid),
        new RegionSupportedCheck(),
        new RegionMismatchCheck(),
        new IdMismatchCheck(),
        new PodStartCheck(),
        new PodOutdatedCheck(),
        new InitRunningCheck(),
        new InitLogCheck(),
        new StateRoleCheck(),
        new StateCheck(),
        new StateInvalidCheck(),
        new StateOutdatedCheck(),
        new ClusterNameCheck(),
        new EksFoundCheck(),
        new EksConnectedCheck(),
        new EksStatusCheck(FindingCodes.EksClusterDeleting, "DELETING"),
        new EksStatusCheck(FindingCodes.EksClusterFailed, "FAILED"),
        new EksStatusCheck(FindingCodes.EksClusterPending, "PENDING"),
        new ActivationFoundCheck(),
        new ExpiryCheck(),
        new ExpiringCheck(),
        new RegistrationsCheck(),
        new AgentCheck(FindingCodes.AgentNeverSeen),
        new AgentCheck(FindingCodes.AgentConnectionLost),
        new ClockCheck(),
    ];
}
