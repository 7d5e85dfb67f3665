using EksConnector.Core.Aws;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Rules;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation;

/// <summary>Combines the results of the checks into one result.</summary>
internal static class ActivationVerdict
{
    public static ActivationResult Of(DiagnosisSnapshot snapshot)
    {
        Assessment assessment = DiagnosisRules.Evaluate(snapshot);
        (bool isValid, string reason, string message) = Decide(snapshot, assessment);
        (string? ping, DateTime? pingTime) = Ping(snapshot.Aws?.Instances ?? []);
        return new ActivationResult
        {
            Context = snapshot.Cluster?.Context,
            Namespace = snapshot.Cluster?.Namespace,
            ClusterName = Shown(snapshot.Aws?.Cluster?.Name ?? snapshot.ClusterName),
            Region = RegionOf(snapshot),
            IsValid = isValid,
            Reason = reason,
            Message = OneLine.Of(message),
            RecommendedAction = assessment.RecommendedAction,
            FixCommand = assessment.ActionItem?.Fix?.Shell,
            FixCommandPowerShell = assessment.ActionItem?.Fix?.PowerShell,
            EksStatus = Shown(snapshot.Aws?.Cluster?.Status),
            ActivationId = Shown(snapshot.Eks?.ActivationId) ?? snapshot.Settings?.ActivationId.Value,
            ActivationExpiry = snapshot.Expiry,
            ExpiresIn = snapshot.ExpiresIn,
            IsExpired = snapshot.IsExpired,
            RegistrationsUsed = snapshot.Aws?.Activation?.RegistrationsCount,
            RegistrationLimit = snapshot.Aws?.Activation?.RegistrationLimit,
            AgentPing = Shown(ping),
            AgentPingTime = pingTime,
            RoleArn = Shown(snapshot.Eks?.RoleArn),
            Provider = Shown(snapshot.Eks?.Provider),
            Findings = assessment.Findings(snapshot.Cluster?.Context, snapshot.Cluster?.Namespace),
        };
    }

    private static (bool IsValid, string Reason, string Message) Decide(DiagnosisSnapshot snapshot, Assessment assessment)
    {
        if (assessment.Root is { } root)
        {
            return (false, root.Code, root.Summary);
        }

        if (snapshot.IsRegistered == true)
        {
            return (true, ActivationWords.Registered, snapshot.Cluster is null
                ? $"The status of the cluster in Amazon EKS is {snapshot.Aws?.Cluster?.Status}, so the activation is no longer needed."
                : "All replicas are registered, so the activation is no longer needed.");
        }

        if (assessment.Observations.FirstOrDefault(observation => observation is { Code: FindingCodes.ActivationExpiring, Result: DiagnosisWords.Warned }) is { } expiring)
        {
            return (true, FindingCodes.ActivationExpiring, expiring.Summary);
        }

        if (snapshot is { Settings: null, Eks: null, Aws.Activation: null } or { Settings: null, Aws: null })
        {
            return (false, ActivationWords.Unknown, "Neither the cluster nor AWS provided enough information to test the activation. See the findings for what is missing.");
        }

        return (true, ActivationWords.Usable, snapshot.ExpiresIn is { } left
            ? $"The activation is valid until {snapshot.Expiry:u} (expires in {Duration.ToShortText(left)})."
            : "No problem was found with the activation. Its expiry is not known, because AWS did not return it.");
    }

    private static string? RegionOf(DiagnosisSnapshot snapshot)
    {
        string? requested = snapshot.Aws?.Region;
        if (requested is not null && (snapshot.Aws!.Cluster is not null || !snapshot.Aws.IsRegionGuessed))
        {
            return requested;
        }

        return snapshot.Settings?.Region.Value ?? snapshot.Cluster?.States.FirstOrDefault(state => state.Region is not null)?.Region ?? requested;
    }

    private static (string? Ping, DateTime? Time) Ping(IReadOnlyList<SsmInstance> instances)
    {
        string[] order = ["Online", "ConnectionLost", "Inactive"];
        string? ping = instances.Select(instance => instance.PingStatus).OfType<string>()
            .MinBy(status => Array.IndexOf(order, status) is >= 0 and int rank ? rank : order.Length);
        return (ping, instances.Max(instance => instance.LastPing));
    }

    private static string? Shown(string? text) => string.IsNullOrEmpty(text) ? null : OneLine.Of(text);
}
