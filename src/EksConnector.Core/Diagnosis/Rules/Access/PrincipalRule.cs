using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Impersonation;

namespace EksConnector.Core.Diagnosis.Rules.Access;

/// <summary>
/// Checks whether a principal can access the cluster in the console, which requires impersonation and read access. A missing grant is a
/// failure for principals that the user specified, but only information for the AWS identity of the caller.
/// </summary>
internal sealed class PrincipalRule() : Rule(FindingCodes.ImpersonationMissing, RuleScope.Everything)
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot) =>
        snapshot.IsInstalled ? snapshot.Access.Principals.SelectMany(principal => Evaluate(principal, snapshot)) : [];

    private static IEnumerable<Observation> Evaluate(PrincipalFacts facts, DiagnosisSnapshot snapshot)
    {
        PrincipalArn? principal = PrincipalArn.TryParse(facts.Arn);
        string shown = facts.User == facts.Arn ? facts.Arn : $"{facts.Arn} (Kubernetes user {facts.User})";
        if (facts.Unread is { } why)
        {
            yield return Of(Observation.Skipped(FindingCodes.ImpersonationMissing, why));
            yield break;
        }

        yield return Of(facts.CanImpersonate == true
            ? Observation.Passed(FindingCodes.ImpersonationMissing, $"The connector is permitted to impersonate {shown}.")
            : Wrong(FindingCodes.ImpersonationMissing, $"The connector is not permitted to impersonate {shown}.") with
            {
                Evidence = $"SubjectAccessReview: {snapshot.Cluster!.Account.User} is not permitted to impersonate user '{facts.User}'",
                Fix = principal is null ? null : ImpersonationFixes.Impersonate(snapshot.Kubectl, snapshot.Cluster!.Account, principal, withReading: true),
            });

        if (facts.CannotList is not { Count: > 0 } missing)
        {
            yield return Of(Observation.Passed(FindingCodes.ReadAccessMissing, $"{shown} is permitted to read everything that the console shows."));
            yield break;
        }

        string list = string.Join(", ", missing);
        bool isAll = missing.Count == ConsoleResource.All.Count && facts.Namespaces.Count == 0;
        string inSome = facts.Namespaces.Count == 0 ? string.Empty : $"; additional read access exists in {string.Join(", ", facts.Namespaces)}";
        Observation reading = isAll
            ? Wrong(FindingCodes.ReadAccessMissing, $"{shown} is not permitted to read anything that the console shows.")
            : Observation.Found(FindingCodes.ReadAccessMissing, $"{shown} is not permitted to list {list} in all namespaces{inSome}.")
                .LoweredTo(facts.IsCaller || facts.Namespaces.Count > 0 ? DiagnosisWords.Information : DiagnosisWords.Warning);
        yield return Of(reading with
        {
            Evidence = $"SubjectAccessReview: {facts.User} is not permitted to list {list}",
            Fix = principal is null ? null : ImpersonationFixes.Read(snapshot.Kubectl, snapshot.Cluster!.Namespace, principal),
        });

        // A connector that does not work must be fixed first.
        Observation Wrong(string code, string summary) => facts.IsCaller
            ? Observation.Found(code, summary).LoweredTo(DiagnosisWords.Information)
            : Observation.Found(code, summary) with { IsSymptom = true };

        Observation Of(Observation observation) => observation with { PrincipalArn = facts.Arn };
    }
}
