using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Access;

/// <summary>Checks whether the connector has a service account and a token.</summary>
internal sealed class TokenRule() : Rule(FindingCodes.ServiceAccountTokenMissing, RuleScope.Everything)
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
    {
        if (snapshot.Access.Token is not { } token)
        {
            yield break;
        }

        string where = $"namespace '{snapshot.Cluster!.Namespace}'";
        if (token.IsAccountThere == false)
        {
            yield return Observation.Found(FindingCodes.ServiceAccountMissing, $"The service account '{token.Account}' does not exist in {where}.");
        }
        else if (token.IsAccountThere == true)
        {
            yield return Observation.Passed(FindingCodes.ServiceAccountMissing, $"The service account '{token.Account}' exists.");
        }

        if (token.Secret is null)
        {
            // The kubelet requests and renews the token of the Pods.
            yield break;
        }

        yield return token switch
        {
            { Unread: { } why } => Observation.Skipped(FindingCodes.ServiceAccountTokenMissing, why),
            { IsThere: false } => WithFix(Observation.Found(FindingCodes.ServiceAccountTokenMissing, $"The Secret '{token.Secret}' with the service account token does not exist in {where}.")),
            { HasToken: false } => WithFix(Observation.Found(FindingCodes.ServiceAccountTokenEmpty, $"The Secret '{token.Secret}' contains no token.")),
            { IsOfEarlierAccount: true } => WithFix(Observation.Found(
                FindingCodes.ServiceAccountTokenStale, $"The token in the Secret '{token.Secret}' belongs to an earlier service account '{token.Account}', which was deleted.")),
            _ => Observation.Passed(FindingCodes.ServiceAccountTokenMissing, $"The Secret '{token.Secret}' contains a token of the service account."),
        };

        Observation WithFix(Observation observation) => observation with { Fix = ActivationFixes.RenewToken(snapshot) };
    }
}
