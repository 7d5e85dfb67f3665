using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Core.Activation.Checks;

/// <summary>What is said of each way in which connector-init ends: what the catalogue says, and the commands for this very cluster.</summary>
internal static class InitLogTexts
{
    private const string Unknown = "connector-init ends with an error that the module does not know";

    private static readonly Dictionary<string, Func<ActivationSnapshot, FixCommand?>> s_fixes = new(StringComparer.Ordinal)
    {
        [FindingCodes.InvalidActivation] = ActivationFixes.WriteCode,
        [FindingCodes.ActivationExpired] = ActivationFixes.Reregister,
        [FindingCodes.RegistrationLimitExceeded] = ActivationFixes.Reregister,
        [FindingCodes.InstanceAlreadyRegistered] = ActivationFixes.Reregister,
        [FindingCodes.ServiceAccountTokenMissing] = ActivationFixes.RenewToken,
        [FindingCodes.ServiceAccountTokenEmpty] = ActivationFixes.RenewToken,
        [FindingCodes.ServiceAccountTokenStale] = ActivationFixes.RenewToken,
        [FindingCodes.RegionMissing] = ActivationFixes.SetRegion,
        [FindingCodes.RegionInvalid] = ActivationFixes.SetRegion,
    };

    /// <summary>What happened, without a full stop: the name of the pod follows.</summary>
    public static string Summary(string code) =>
        code != FindingCodes.InitFailed && FindingCatalogue.Of(code) is { } definition ? definition.Meaning.TrimEnd('.') : Unknown;

    /// <summary>The commands for it; null where there are none.</summary>
    public static FixCommand? Fix(string code, ActivationSnapshot snapshot) => s_fixes.GetValueOrDefault(code)?.Invoke(snapshot);
}
