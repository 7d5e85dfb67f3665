using EksConnector.Core.Diagnosis.Rules.Access;
using EksConnector.Core.Diagnosis.Rules.Connection;
using EksConnector.Core.Diagnosis.Rules.Workload;

namespace EksConnector.Core.Diagnosis;

/// <summary>All rules besides the checks of the activation, in the order in which a person would look.</summary>
internal static class DiagnosisRules
{
    public static readonly IReadOnlyList<IDiagnosisRule> All =
    [
        .. WorkloadRules.All,
        new TokenRule(),
        .. ConnectionRules.All,
        new VersionAccessRule(),
        new ImpersonationRule(),
        new PrincipalRule(),
    ];
}
