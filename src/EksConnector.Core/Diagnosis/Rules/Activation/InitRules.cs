using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Core.Diagnosis.Rules.Activation;

/// <summary>The rules for connector-init: whether it uses the current settings, completes, and which error it reports.</summary>
internal static class InitRules
{
    // A registration takes seconds. If a server accepts the connection but never responds, connector-init waits indefinitely.
    private static readonly TimeSpan s_longRun = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_maxRunTime = TimeSpan.FromMinutes(2);

    // The messages that connector-init logs before it waits, and whether it waits for Systems Manager.
    private static readonly (string Text, bool IsSsm)[] s_waits =
    [
        ("registering at SSM", true), ("loading persisted state from secrets", false), ("persisting state information to secrets", false),
    ];

    public static readonly Rule[] All =
    [
        new Check(FindingCodes.PodNotStarting, RuleScope.Live, [Needs.Connector], Starts),
        new Check(FindingCodes.PodOutdated, RuleScope.Live, [Needs.Settings], IsUpToDate),
        new Check(FindingCodes.InitStillRunning, RuleScope.Live, [Needs.Connector], Ends),
        new InitLogRule(),
    ];

    private static Observation Starts(DiagnosisSnapshot snapshot, Rule rule)
    {
        if (snapshot.Replicas.FirstOrDefault(pod => pod.IsStuck) is { } stuck)
        {
            return rule.Wrong(snapshot, $"connector-init cannot start in {stuck.Name}: {stuck.WhyNotReady?.TrimEnd('.') ?? "no reason is reported"}.") with
            {
                Pod = stuck.Name,
                Fix = ActivationFixes.DescribePod(snapshot, stuck.Name),
            };
        }

        return !snapshot.Replicas.Any() && snapshot.Cluster!.Replicas is > 0
            ? rule.Wrong(snapshot, "The StatefulSet has no Pods.") with { RecommendedAction = "Run Get-EksConnectorStatus to find out why the Pods are not created." }
            : rule.Passed("connector-init can start.");
    }

    // A StatefulSet does not replace a Pod that never became ready.
    private static Observation IsUpToDate(DiagnosisSnapshot snapshot, Rule rule)
    {
        ActivationSettings wanted = snapshot.Settings!;
        return snapshot.Replicas.FirstOrDefault(pod => pod.IsOutdated(wanted)) is { } old
            ? rule.Wrong(snapshot, $"{old.Name} has a different activation ID or Region than the StatefulSet.") with
            {
                Pod = old.Name,
                Evidence = $"{old.Name}: {old.Settings!.ActivationId.Shown}, {old.Settings.Region.Shown}; {wanted.Where}: {wanted.ActivationId.Shown}, {wanted.Region.Shown}",
                RecommendedAction = CanReplace(snapshot, old)
                    ? null
                    : "If you delete the Pod, its replica loses its current registration. First, check that the settings of the StatefulSet are correct and that the activation allows another registration.",
                Fix = CanReplace(snapshot, old) ? ActivationFixes.DeletePods(snapshot, [old]) : null,
            }
            : rule.Passed("The Pods have the activation ID and Region of the StatefulSet.");
    }

    // With another activation, the replica registers again; with only another Region, it starts with the key in its state Secret.
    private static bool CanReplace(DiagnosisSnapshot snapshot, PodFacts pod) =>
        !pod.IsInitDone
        || (pod.Settings!.ActivationId == snapshot.Settings!.ActivationId ? KeyStorage.CanDelete(snapshot, pod) : snapshot.CanRegisterAgain);

    private static Observation Ends(DiagnosisSnapshot snapshot, Rule rule)
    {
        if (snapshot.Replicas.FirstOrDefault(pod => pod.InitRunningSince is { } since && snapshot.TakenAt - since > s_longRun) is not { } slow)
        {
            return rule.Passed("No connector-init container has been running longer than a registration takes.");
        }

        (string Text, bool IsSsm)? wait = slow.Log?.LastLine is { } line
            ? s_waits.Where(known => line.Contains(known.Text, StringComparison.OrdinalIgnoreCase)).Select(known => ((string, bool)?)known).FirstOrDefault()
            : null;
        string what = wait switch
        {
            { IsSsm: true } => ": it is waiting for Systems Manager to respond to its registration",
            { IsSsm: false } => ": it is waiting for the cluster's API server",
            null => string.Empty,
        };
        return rule.Found($"connector-init of {slow.Name} has been running since {slow.InitRunningSince!.Value.UtcDateTime:u}{what}.") with
        {
            Pod = slow.Name,
            Evidence = slow.Log?.LastLine is { } last ? $"log of {slow.Name}: {last}" : null,
            RecommendedAction = wait is { IsSsm: false }
                ? "Check that the Pods can reach the API server (https://kubernetes.default.svc:443)."
                : $"Check that the Pods can reach {InitAdvice.Endpoint(snapshot)} on port 443, and that no firewall or proxy accepts the connections without forwarding them.{(snapshot.Endpoints.Count == 0 ? ConnectivityFindings.Test : string.Empty)}",
        } is var found && snapshot.TakenAt - slow.InitRunningSince.Value > s_maxRunTime
            ? found
            : found.LoweredTo(DiagnosisWords.Warning);
    }

    /// <summary>Checks the error with which connector-init exits. Only Pods in which it failed are checked.</summary>
    private sealed class InitLogRule() : Rule(FindingCodes.InitFailed, RuleScope.Live, Needs.Connector)
    {
        private static readonly Dictionary<string, Func<DiagnosisSnapshot, FixCommand?>> s_fixes = new(StringComparer.Ordinal)
        {
            [FindingCodes.InvalidActivation] = ActivationFixes.WriteCode,
            [FindingCodes.ActivationExpired] = ActivationFixes.Reregister,
            [FindingCodes.RegistrationLimitExceeded] = ActivationFixes.Reregister,
            [FindingCodes.InstanceAlreadyRegistered] = ActivationFixes.Reregister,
            [FindingCodes.ServiceAccountTokenMissing] = ActivationFixes.RenewToken,
            [FindingCodes.ServiceAccountTokenEmpty] = ActivationFixes.RenewToken,
            [FindingCodes.ServiceAccountTokenStale] = ActivationFixes.RenewToken,
            [FindingCodes.RegionMissing] = ActivationFixes.SetRegion,
            [FindingCodes.RegionInvalid] = ActivationFixes.SetRegion,
            [FindingCodes.ApiServerUntrusted] = ActivationFixes.RenewToken,
        };

        protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
        {
            Observation[] failed = [.. snapshot.Replicas.Where(pod => !pod.IsInitDone && pod.InitExitCode is not null).Select(pod => LookAt(snapshot, pod))];
            return failed.Length > 0
                ? failed
                : [Passed(snapshot.Replicas.Any(pod => pod.IsInitDone) ? "connector-init completed successfully." : "connector-init has not failed.")];
        }

        private static Observation LookAt(DiagnosisSnapshot snapshot, PodFacts pod)
        {
            if (pod.Log?.Code is { } code)
            {
                string what = code == FindingCodes.InitFailed
                    ? "connector-init exits with an unknown error"
                    : FindingCatalogue.Row(code).Meaning.TrimEnd('.');
                return Observation.Found(code, $"{what} ({pod.Name}).") with
                {
                    Pod = pod.Name,
                    Evidence = $"log of {pod.Name}: {pod.Log.Fatal}{InitAdvice.Evidence(snapshot, code, pod.Log.Fatal)}",
                    Cause = InitAdvice.Cause(code, pod.Log.Fatal),
                    RecommendedAction = InitAdvice.Action(snapshot, code, pod.Log.Fatal),
                    Fix = code == FindingCodes.EgressProxyFailed ? InitAdvice.ExceptApiServer(snapshot, pod.Log.Fatal) : s_fixes.GetValueOrDefault(code)?.Invoke(snapshot),
                    IsSymptom = true,
                };
            }

            // If the log is denied or deleted, only the exit code and the termination message in the Pod status are available.
            string ending = $"connector-init of {pod.Name} exits with exit code {pod.InitExitCode}";
            return Observation.Found(FindingCodes.InitFailed, $"{ending}, and its log {(pod.LogUnread is null ? "is empty" : "could not be read")}.") with
            {
                Pod = pod.Name,
                Evidence = pod.WhyNotReady is null ? ending : $"{pod.Name}: {pod.WhyNotReady}",
                Cause = pod.LogUnread is null ? null : $"The log could not be read: {pod.LogUnread.Why}.",
                RecommendedAction = pod.LogUnread?.RecommendedAction ?? "Read the log of connector-init.",
                IsSymptom = true,
            };
        }
    }
}
