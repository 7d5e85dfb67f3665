using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is the EKS Connector offered there? It is not in China, in GovCloud and in the isolated partitions.</summary>
internal sealed class RegionSupportedCheck() : ActivationCheck(FindingCodes.RegionNotSupported)
{
    private static readonly string[] s_prefixes = ["cn-", "us-gov-", "us-iso", "eu-isoe", "eusc-"];

    protected override Unread? Missing(ActivationSnapshot snapshot) =>
        Region(snapshot) is null ? Need.Settings(snapshot) ?? new Unread("there is no region to look at") : null;

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        string region = Region(snapshot)!;
        return Array.Exists(s_prefixes, prefix => region.StartsWith(prefix, StringComparison.Ordinal))
            ? Found($"The EKS Connector is not offered in {region}, as far as the documentation says.")
            : Passed($"The EKS Connector is offered in regions like {region}.");
    }

    private static string? Region(ActivationSnapshot snapshot) => snapshot.Settings?.Region.Value ?? snapshot.Aws?.Region;
}
