using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>A check that has one thing to say.</summary>
/// <param name="code">What is looked for, one of <see cref="FindingCodes"/>.</param>
internal abstract class ActivationCheck(string code) : IActivationCheck
{
    /// <summary>What is looked for.</summary>
    protected string Code => code;

    /// <inheritdoc/>
    public IEnumerable<Observation> Check(ActivationSnapshot snapshot)
    {
        if (!HasPlace(snapshot))
        {
            return [];
        }

        return Missing(snapshot) is { } why ? [Observation.Skipped(code, why)] : [Look(snapshot)];
    }

    /// <summary>Whether it makes sense to look at all.</summary>
    protected virtual bool HasPlace(ActivationSnapshot snapshot) => true;

    /// <summary>Why it cannot be looked at; null where it can.</summary>
    protected abstract Unread? Missing(ActivationSnapshot snapshot);

    /// <summary>Looks.</summary>
    protected abstract Observation Look(ActivationSnapshot snapshot);

    /// <summary>Nothing is wrong.</summary>
    protected Observation Passed(string summary) => Observation.Passed(code, summary);

    /// <summary>It was found.</summary>
    protected Observation Found(string summary) => Observation.Found(code, summary);

    /// <summary>Something is wrong that matters to a replica that has to register: where all have, it is a warning.</summary>
    protected Observation Wrong(ActivationSnapshot snapshot, string summary) => snapshot.IsRegistered == true
        ? Found(summary + " Every replica is registered, so it does no harm until one has to register again.").LoweredTo(DiagnosisWords.Warning)
        : Found(summary);
}
