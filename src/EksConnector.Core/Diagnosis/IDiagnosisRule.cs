using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis;

/// <summary>One thing that can be found. A rule is a pure function: the same snapshot always gives the same.</summary>
internal interface IDiagnosisRule
{
    /// <summary>Looks.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <returns>
    /// What was found. One that passed says that it was looked at; nothing means that it has no place, such as pods where nothing is
    /// installed. Cause and advice that are not given here are those of the catalogue.
    /// </returns>
    IEnumerable<Observation> Check(DiagnosisSnapshot snapshot);
}
