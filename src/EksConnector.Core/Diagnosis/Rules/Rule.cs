using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules;

/// <summary>Why something that a rule needs could not be read; null where it was read.</summary>
/// <param name="snapshot">The snapshot.</param>
internal delegate Unread? Need(DiagnosisSnapshot snapshot);

/// <summary>One thing that is looked for: a pure function over the snapshot.</summary>
/// <param name="code">What is looked for, one of <see cref="FindingCodes"/>: what is skipped where a need is not met.</param>
/// <param name="scope">Which snapshots it applies to.</param>
/// <param name="needs">What it needs; the first one that could not be read is the reason why it is skipped.</param>
internal abstract class Rule(string code, RuleScope scope, params Need[] needs)
{
    /// <summary>What is looked for.</summary>
    protected string Code => code;

    /// <summary>Looks at a snapshot.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <returns>What was found, passed, or skipped; nothing where the rule does not apply.</returns>
    public IEnumerable<Observation> Check(DiagnosisSnapshot snapshot)
    {
        if (!snapshot.IsIn(scope) || !Applies(snapshot))
        {
            return [];
        }

        return needs.Select(need => need(snapshot)).FirstOrDefault(why => why is not null) is { } unread
            ? [Observation.Skipped(code, unread)]
            : Look(snapshot);
    }

    /// <summary>It was found.</summary>
    public Observation Found(string summary) => Observation.Found(code, summary);

    /// <summary>It was not found.</summary>
    public Observation Passed(string summary) => Observation.Passed(code, summary);

    /// <summary>It was found, and prevents a registration: a warning where every replica is registered.</summary>
    public Observation Wrong(DiagnosisSnapshot snapshot, string summary) => snapshot.IsRegistered == true
        ? Found(summary + " Every replica is registered, so this has no effect until a replica must register again.").LoweredTo(DiagnosisWords.Warning)
        : Found(summary);

    /// <summary>Whether there is anything to look at.</summary>
    protected virtual bool Applies(DiagnosisSnapshot snapshot) => true;

    /// <summary>Looks, where everything that is needed was read.</summary>
    protected abstract IEnumerable<Observation> Look(DiagnosisSnapshot snapshot);
}

/// <summary>Which snapshots a rule applies to.</summary>
internal enum RuleScope
{
    /// <summary>All of them.</summary>
    Always,

    /// <summary>A file that is to be applied.</summary>
    File,

    /// <summary>A cluster or its registration, not a file.</summary>
    Live,

    /// <summary>A cluster or its registration, and a file where AWS was asked.</summary>
    Registration,

    /// <summary>A cluster of which everything was read.</summary>
    Everything,
}

/// <summary>A rule that has one thing to say.</summary>
/// <param name="code">What is looked for, one of <see cref="FindingCodes"/>.</param>
/// <param name="scope">Which snapshots it applies to.</param>
/// <param name="needs">What it needs.</param>
/// <param name="look">Looks.</param>
internal sealed class Check(string code, RuleScope scope, Need[] needs, Func<DiagnosisSnapshot, Rule, Observation> look) : Rule(code, scope, needs)
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(DiagnosisSnapshot snapshot) => [look(snapshot, this)];
}
