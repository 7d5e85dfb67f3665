using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Activation;

/// <summary>The rules for the cluster, its activation and its agents in Amazon EKS and Systems Manager.</summary>
internal static class AwsRules
{
    private static readonly TimeSpan s_clockLimit = TimeSpan.FromMinutes(5);

    private static readonly Need[] s_instances = [Needs.Instances];

    public static readonly Rule[] All =
    [
        new Check(FindingCodes.EksClusterNotFound, RuleScope.Registration, [Needs.EksAnswer], HasCluster),
        new Check(
            FindingCodes.EksClusterNotConnected,
            RuleScope.Registration,
            [Needs.EksAnswer, Needs.That(snapshot => snapshot.Aws!.Cluster is not null, "Amazon EKS has no such cluster")],
            IsConnectedCluster),
        Status(FindingCodes.EksClusterDeleting, "DELETING", Deleting),
        Status(FindingCodes.EksClusterFailed, "FAILED", Failed),
        Status(FindingCodes.EksClusterPending, "PENDING", Pending),
        new Check(FindingCodes.ActivationNotFound, RuleScope.Registration, [Needs.SsmAnswer], HasActivation),
        new Check(FindingCodes.ActivationExpired, RuleScope.Registration, [Expiry(snapshot => snapshot.IsExpired is not null)], IsExpired),
        new Check(FindingCodes.ActivationExpiring, RuleScope.Registration, [Expiry(snapshot => snapshot.ExpiresIn is not null)], IsExpiring),
        new Check(
            FindingCodes.RegistrationLimitExceeded,
            RuleScope.Registration,
            [
                Needs.SsmAnswer,
                Needs.That(snapshot => snapshot.Aws!.Activation is { RegistrationLimit: not null, RegistrationsCount: not null }, "Systems Manager did not return the number of registrations"),
            ],
            Registrations),
        new Check(FindingCodes.AgentNeverSeen, RuleScope.Live, s_instances, IsSeen),
        new Check(
            FindingCodes.AgentConnectionLost,
            RuleScope.Live,
            [.. s_instances, Needs.That(snapshot => Seen(snapshot).Any(), "Systems Manager has no ping status of an agent")],
            IsOnline),
        new Check(FindingCodes.ClockSkew, RuleScope.Registration, [ClockRead], Clock),
    ];

    private static Observation HasCluster(DiagnosisSnapshot snapshot, Rule rule)
    {
        AwsSide aws = snapshot.Aws!;
        if (!aws.IsClusterMissing)
        {
            return rule.Passed($"The cluster '{aws.Cluster?.Name}' exists in Amazon EKS in {aws.Region}.");
        }

        string summary = aws.ClusterName is { } name
            ? $"The cluster '{OneLine.Of(name)}' does not exist in Amazon EKS in {aws.Region}."
            : $"No Amazon EKS cluster in {aws.Region} has this activation.";

        // If the Region was not specified, the wrong Region may have been queried.
        return rule.Found(summary).LoweredTo(DiagnosisWords.Warning, when: aws.IsRegionGuessed && snapshot.Cluster is not null) with
        {
            Evidence = aws.Caller is { } caller ? $"account {caller.Account}, Region {aws.Region}, queried as {OneLine.Of(caller.Arn)}" : $"Region {aws.Region}",
            Fix = ActivationFixes.ListClusters(snapshot),
        };
    }

    private static Observation IsConnectedCluster(DiagnosisSnapshot snapshot, Rule rule)
    {
        AwsSide aws = snapshot.Aws!;
        return aws.Cluster!.ConnectorConfig is not null
            ? rule.Passed($"'{aws.Cluster.Name}' is a connected cluster.")
            : rule.Found($"'{aws.Cluster.Name}' in {aws.Region} is an Amazon EKS cluster, not a connected cluster.") with
            {
                Fix = ActivationFixes.ListClusters(snapshot),
            };
    }

    private static Check Status(string code, string status, Func<DiagnosisSnapshot, Rule, Observation> look) => new(
        code,
        RuleScope.Registration,
        [Needs.EksCluster],
        (snapshot, rule) => snapshot.Aws!.Cluster!.Status is { } found && found == status
            ? look(snapshot, rule) with { Evidence = $"Amazon EKS: {found}" }
            : rule.Passed($"The status of the cluster in Amazon EKS is {OneLine.Of(snapshot.Aws.Cluster.Status ?? "unknown")}."));

    private static Observation Deleting(DiagnosisSnapshot snapshot, Rule rule) =>
        rule.Found("The cluster is being deregistered, which also deletes its activation.") with { Fix = ActivationFixes.Describe(snapshot) };

    private static Observation Failed(DiagnosisSnapshot snapshot, Rule rule) =>
        rule.Found("Amazon EKS reports that the registration failed.") with { Fix = ActivationFixes.Reregister(snapshot), IsSymptom = true };

    private static Observation Pending(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Cluster is not null && snapshot.IsRegistered == true
        ? rule.Found("Amazon EKS is waiting for the connector to connect, although every replica is registered.") with
        {
            Cause = "The agents cannot connect, or connected only a moment ago.",
            RecommendedAction = "Wait a few minutes. If the status does not change, check that the Pods can reach https://ssmmessages.REGION.amazonaws.com on port 443. Check also that the agents' IAM role exists and grants the permissions that the connector requires, and read the logs of connector-agent.",
            IsSymptom = true,
        }
        : rule.Found("Amazon EKS is waiting for the connector to connect.").LoweredTo(DiagnosisWords.Information) with
        {
            RecommendedAction = "Apply the manifest before the activation expires.",
            IsSymptom = true,
        };

    // Systems Manager deletes old activations of registered clusters, and if the Region was not specified, the wrong one may have been queried.
    private static Observation HasActivation(DiagnosisSnapshot snapshot, Rule rule)
    {
        AwsSide aws = snapshot.Aws!;
        return aws.Activation is not null
            ? rule.Passed("The activation exists in Systems Manager.")
            : rule.Found($"The activation does not exist in Systems Manager in {aws.Region}.")
                .LoweredTo(DiagnosisWords.Information, when: snapshot.IsRegistered == true || (aws.IsRegionGuessed && snapshot.Eks is null)) with
            {
                Evidence = $"activation {aws.ActivationId}, Region {aws.Region}",
                Fix = ActivationFixes.Reregister(snapshot) ?? ActivationFixes.ListClusters(snapshot),
            };
    }

    private static Observation IsExpired(DiagnosisSnapshot snapshot, Rule rule)
    {
        string at = snapshot.Expiry is { } expiry ? $" on {expiry:u}" : string.Empty;
        if (snapshot.IsExpired == false)
        {
            return rule.Passed($"The activation is valid until {snapshot.Expiry:u}.");
        }

        string evidence = $"activation {snapshot.Eks?.ActivationId ?? snapshot.Aws?.ActivationId}: expired{at}, now {snapshot.Now.UtcDateTime:u}";
        return snapshot.IsRegistered == true
            ? rule.Passed($"The activation expired{at}. This has no effect, because every replica registered before that.") with { Evidence = evidence }
            : rule.Found($"The activation expired{at} before every replica used it.") with
            {
                Evidence = evidence,
                Cause = "An activation must be used within three days of the registration.",
                Fix = ActivationFixes.Reregister(snapshot),
            };
    }

    private static Observation IsExpiring(DiagnosisSnapshot snapshot, Rule rule)
    {
        TimeSpan left = snapshot.ExpiresIn!.Value;
        if (left <= TimeSpan.Zero || snapshot.IsRegistered == true || left > snapshot.ExpiryWarning)
        {
            return rule.Passed(left <= TimeSpan.Zero ? "The activation has already expired." : $"The activation expires in {Duration.ToShortText(left)}.");
        }

        return rule.Found($"The activation expires in {Duration.ToShortText(left)}, on {snapshot.Expiry:u}, and not every replica has used it yet.") with
        {
            Evidence = $"expires {snapshot.Expiry:u}, now {snapshot.Now.UtcDateTime:u}",
            Fix = snapshot.Cluster?.NotInstalled is not null && snapshot.Eks?.ActivationId is { } id && Setting.IsActivationId(id)
                ? ActivationFixes.Install(snapshot, id)
                : null,
        };
    }

    private static Observation Registrations(DiagnosisSnapshot snapshot, Rule rule)
    {
        int used = snapshot.Aws!.Activation!.RegistrationsCount!.Value;
        int limit = snapshot.Aws.Activation.RegistrationLimit!.Value;
        string evidence = $"activation {snapshot.Aws.ActivationId}: {used} of {limit} registrations used";
        if (used < limit)
        {
            return rule.Passed($"{used} of {limit} registrations of the activation are used.");
        }

        return snapshot.IsRegistered == true
            ? rule.Passed($"All {limit} registrations of the activation are used, and every replica is registered.") with { Evidence = evidence }
            : rule.Found($"All {limit} registrations of the activation are used, and not every replica is registered.") with
            {
                Evidence = evidence,
                Fix = ActivationFixes.Reregister(snapshot),
            };
    }

    // Agents in ContainerMode do not send health pings, but every listed instance has registered.
    private static Observation IsSeen(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Aws!.Instances!.Count > 0
        ? rule.Passed($"Systems Manager lists {snapshot.Aws.Instances.Count} agents for the activation.")
        : rule.Found("Systems Manager lists no agent for the activation.") with { IsSymptom = true };

    private static Observation IsOnline(DiagnosisSnapshot snapshot, Rule rule)
    {
        IReadOnlyList<SsmInstance> instances = snapshot.Aws!.Instances!;
        SsmInstance last = Seen(snapshot).MaxBy(instance => instance.LastPing)!;
        int online = instances.Count(instance => instance.PingStatus == "Online");
        return online > 0
            ? rule.Passed($"{online} of {instances.Count} agents are online. The last ping was at {last.LastPing:u}.")
            : rule.Found("Systems Manager reports that the connection to the agents is lost.") with
            {
                Evidence = $"{OneLine.Of(last.InstanceId)}: {OneLine.Of(last.PingStatus ?? "no status")}, last ping {last.LastPing:u}",
                Cause = "The Pods are not running, or cannot reach https://ssmmessages.REGION.amazonaws.com on port 443. The activation is not the cause, because it was already used.",
                RecommendedAction = "Run Get-EksConnectorStatus, and read the logs of connector-agent.",
            };
    }

    // The clock of AWS determines what has expired, and AWS rejects signatures that were created with a wrong clock.
    private static Observation Clock(DiagnosisSnapshot snapshot, Rule rule)
    {
        TimeSpan? offset = snapshot.Aws!.ClockOffset;
        if (offset is { } near && near.Duration() <= s_clockLimit)
        {
            return rule.Passed("The clock of this computer agrees with the AWS clock.");
        }

        return rule.Found(offset is { } off
            ? $"The clock of this computer is {Duration.ToShortText(off.Duration())} {(off > TimeSpan.Zero ? "behind" : "ahead of")} the AWS clock."
            : "AWS rejects the signatures of this computer because its clock is wrong.") with
        {
            Evidence = offset is null ? snapshot.Aws.Failure!.Message : $"this computer {snapshot.TakenAt.UtcDateTime:u}, AWS {snapshot.Now.UtcDateTime:u}",
        };
    }

    private static Unread? ClockRead(DiagnosisSnapshot snapshot) => snapshot.Aws?.Failure?.ErrorId == ErrorIds.AwsClockSkew
        ? null
        : Needs.Aws(snapshot) ?? (snapshot.Aws!.ClockOffset is null ? new Unread("AWS did not return the time") : null);

    private static Need Expiry(Func<DiagnosisSnapshot, bool> isKnown) => snapshot => isKnown(snapshot)
        ? null
        : Needs.EksCluster(snapshot) ?? Needs.SsmAnswer(snapshot) ?? new Unread("AWS did not return the expiry time");

    private static IEnumerable<SsmInstance> Seen(DiagnosisSnapshot snapshot) =>
        (snapshot.Aws?.Instances ?? []).Where(instance => instance.PingStatus is not null || instance.LastPing is not null);
}
