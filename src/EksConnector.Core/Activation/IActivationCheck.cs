using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation;

/// <summary>One thing that is looked at. A check is a pure function: the same snapshot always gives the same.</summary>
internal interface IActivationCheck
{
    /// <summary>Looks.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <returns>What was found: nothing where it has no place, such as pods of a file.</returns>
    IEnumerable<Observation> Check(ActivationSnapshot snapshot);
}
