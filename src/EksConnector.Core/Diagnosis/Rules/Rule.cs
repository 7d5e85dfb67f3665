using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules;

/// <summary>A requirement of a rule, which returns the reason why data could not be read; null if it was read.</summary>
/// <param name="snapshot">The snapshot.</param>
internal delegate Unread? Need(DiagnosisSnapshot snapshot);

/// <summary>A rule that checks a snapshot for one condition.</summary>
/// <param name="code">The code of the condition, one of <see cref="FindingCodes"/>, which is also reported if the rule is skipped.</param>
/// <param name="scope">The scope of the rule.</param>
/// <param name="needs">The requirements; the first one that is not met is the reason why the rule is skipped.</param>
internal abstract class Rule(string code, RuleScope scope, params Need[] needs)
{
    /// <summary>The code of the condition.</summary>
    protected string Code => code;

    /// <summary>Checks a snapshot.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <returns>The observations; empty if the rule does not apply.</returns>
    public IEnumerable<Observation> Check(DiagnosisSnapshot snapshot)
    {
        if (!snapshot.IsIn(scope) || !Applies(snapshot))
        {
            return [];
        }

        return needs.Select(need => need(snapshot)).FirstOrDefault(why => why is not null) is { } unread
            ? [Observation.Skipped(code, unread)]
            : Evaluate(snapshot);
    }

    /// <summary>Creates an observation of a condition that exists.</summary>
    public Observation Found(string summary) => Observation.Found(code, summary);

    /// <summary>Creates an observation of a condition that does not exist.</summary>
    public Observation Passed(string summary) => Observation.Passed(code, summary);

    /// <summary>Creates an observation of a condition that prevents a registration; a warning if every replica is registered.</summary>
    public Observation Wrong(DiagnosisSnapshot snapshot, string summary) => snapshot.IsRegistered == true
        ? Found(summary + " Every replica is registered, so this has no effect until a replica must register again.").LoweredTo(DiagnosisWords.Warning)
        : Found(summary);

    /// <summary>Returns whether the rule applies.</summary>
    protected virtual bool Applies(DiagnosisSnapshot snapshot) => true;

    /// <summary>Runs the check if all requirements are met.</summary>
    protected abstract IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot);
}

/// <summary>The snapshots that a rule applies to.</summary>
internal enum RuleScope
{
    /// <summary>All snapshots.</summary>
    Always,

    /// <summary>A file that is not applied yet.</summary>
    File,

    /// <summary>A cluster or its registration, but not a file.</summary>
    Live,

    /// <summary>A cluster or its registration, or a file if AWS was queried.</summary>
    Registration,

    /// <summary>A cluster for which all data was read.</summary>
    Everything,
}

/// <summary>A rule with a single observation.</summary>
/// <param name="code">The code of the condition, one of <see cref="FindingCodes"/>.</param>
/// <param name="scope">The scope of the rule.</param>
/// <param name="needs">The requirements.</param>
/// <param name="look">The function that runs the check.</param>
internal sealed class Check(string code, RuleScope scope, Need[] needs, Func<DiagnosisSnapshot, Rule, Observation> look) : Rule(code, scope, needs)
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot) => [look(snapshot, this)];
}
