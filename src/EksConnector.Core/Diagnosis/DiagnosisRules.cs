using EksConnector.Core.Diagnosis.Rules;

namespace EksConnector.Core.Diagnosis;

/// <summary>All rules besides the checks of the activation, in the order in which a person would look.</summary>
internal static class DiagnosisRules
{
    public static readonly IReadOnlyList<IDiagnosisRule> All =
    [
        .. ConnectionRules.All,
    ];
}
