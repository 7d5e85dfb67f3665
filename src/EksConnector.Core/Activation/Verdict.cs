using EksConnector.Core.Aws;

namespace EksConnector.Core.Activation;

/// <summary>Makes one result of all that the checks found.</summary>
internal static class Verdict
{
    // In this order, and within each in that of the checks.
    private static readonly string[] s_results = [DiagnosisWords.Failed, DiagnosisWords.Warned, DiagnosisWords.Passed, DiagnosisWords.Skipped];

    public static ActivationResult Of(ActivationSnapshot snapshot)
    {
        List<Observation> observations = Merge(ActivationChecks.All.SelectMany(check => check.Check(snapshot)));
        Observation? root = RootCauses.Of(observations);
        IEnumerable<Finding> findings = observations
            .Select(observation => ToFinding(observation, root, snapshot))
            .OrderBy(finding => finding.IsRootCause ? -1 : Array.IndexOf(s_results, finding.Result));
        (bool isValid, string reason, string message) = Decide(snapshot, observations, root);
        Observation? toDo = root ?? observations.Find(observation => observation is { Result: DiagnosisWords.Warned, IsMinor: false });
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
            RecommendedAction = toDo is null ? null : OneLine.Of(toDo.RecommendedAction + Besides(observations, root)),
            FixCommand = toDo?.Fix?.Shell,
            FixCommandPowerShell = toDo?.Fix?.PowerShell,
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
            Findings = new ValueList<Finding>(findings),
        };
    }

    // Each code once: the worst counts, and what several pods say alike is one finding with the evidence of all.
    private static List<Observation> Merge(IEnumerable<Observation> observations)
    {
        var merged = new List<Observation>();
        foreach (Observation observation in observations)
        {
            int at = merged.FindIndex(known => known.Code == observation.Code);
            if (at < 0)
            {
                merged.Add(observation);
                continue;
            }

            int order = Array.IndexOf(s_results, observation.Result) - Array.IndexOf(s_results, merged[at].Result);
            if (order < 0)
            {
                merged[at] = observation;
            }
            else if (order == 0 && observation.Result != DiagnosisWords.Passed)
            {
                merged[at] = merged[at] with
                {
                    Pod = merged[at].Pod == observation.Pod ? observation.Pod : merged[at].Pod,
                    Evidence = string.Join("; ", new[] { merged[at].Evidence, observation.Evidence }.OfType<string>().Distinct(StringComparer.Ordinal)),
                    IsSymptom = merged[at].IsSymptom && observation.IsSymptom,
                };
            }
        }

        return merged;
    }

    private static (bool IsValid, string Reason, string Message) Decide(
        ActivationSnapshot snapshot, List<Observation> observations, Observation? root)
    {
        if (root is not null)
        {
            return (false, root.Code, root.Summary);
        }

        if (snapshot.IsRegistered == true)
        {
            return (true, ActivationWords.Registered, snapshot.Cluster is null
                ? $"The cluster is {snapshot.Aws?.Cluster?.Status} in EKS: the activation has done its work."
                : "Every replica is registered: the activation has done its work.");
        }

        if (observations.Find(observation => observation is { Code: FindingCodes.ActivationExpiring, Result: DiagnosisWords.Warned }) is { } expiring)
        {
            return (true, FindingCodes.ActivationExpiring, expiring.Summary);
        }

        if (snapshot is { Settings: null, Eks: null, Aws.Activation: null } or { Settings: null, Aws: null })
        {
            return (false, ActivationWords.Unknown, "Neither the cluster nor AWS said enough to judge the activation; the findings say what is missing.");
        }

        return (true, ActivationWords.Usable, snapshot.ExpiresIn is { } left
            ? $"The activation can be used until {snapshot.Expiry:u}, for {Duration.ToShortText(left)}."
            : "Nothing was found that keeps the activation from working; AWS did not say when it expires.");
    }

    private static Finding ToFinding(Observation observation, Observation? root, ActivationSnapshot snapshot) => new()
    {
        Context = snapshot.Cluster?.Context,
        Namespace = snapshot.Cluster?.Namespace,
        Pod = observation.Pod,
        Code = observation.Code,
        Result = observation.Result,
        Severity = observation.Result switch
        {
            DiagnosisWords.Failed => DiagnosisWords.Error,
            DiagnosisWords.Warned when !observation.IsMinor => DiagnosisWords.Warning,
            _ => DiagnosisWords.Information,
        },
        Summary = OneLine.Of(observation.Summary),
        Evidence = Shown(observation.Evidence),
        Cause = Shown(observation.Cause),
        RecommendedAction = Shown(observation.RecommendedAction),
        FixCommand = observation.Fix?.Shell,
        FixCommandPowerShell = observation.Fix?.PowerShell,
        DocumentationUri = observation.Result is DiagnosisWords.Failed or DiagnosisWords.Warned ? FindingDocumentation.Of(observation.Code) : null,
        IsRootCause = ReferenceEquals(observation, root),
        CausedBy = root is not null
            && observation.Result is DiagnosisWords.Failed or DiagnosisWords.Warned
            && root is not null && RootCauses.Leads(root.Code, observation.Code)
            ? root.Code
            : null,
    };

    // What failed as well and does not follow from the root cause would be met next.
    private static string Besides(List<Observation> observations, Observation? root)
    {
        if (root is null)
        {
            return string.Empty;
        }

        string[] others = [.. observations
            .Where(observation => observation.Result == DiagnosisWords.Failed && observation != root && !RootCauses.Leads(root.Code, observation.Code))
            .Select(observation => observation.Code)];
        return others.Length == 0 ? string.Empty : $" Mend as well: {string.Join(", ", others)} (see Findings).";
    }

    private static string? RegionOf(ActivationSnapshot snapshot)
    {
        string? asked = snapshot.Aws?.Region;
        if (asked is not null && (snapshot.Aws!.Cluster is not null || !snapshot.Aws.IsRegionGuessed))
        {
            return asked;
        }

        return snapshot.Settings?.Region.Value ?? snapshot.Cluster?.States.FirstOrDefault(state => state.Region is not null)?.Region ?? asked;
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
