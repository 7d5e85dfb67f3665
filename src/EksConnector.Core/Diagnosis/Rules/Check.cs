using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules;

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
