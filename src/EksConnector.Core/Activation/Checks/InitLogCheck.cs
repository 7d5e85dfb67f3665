using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>What does connector-init say of why it ends? Only the pods count in which it did not end well.</summary>
internal sealed class InitLogCheck : IActivationCheck
{
    /// <inheritdoc/>
    public IEnumerable<Observation> Check(ActivationSnapshot snapshot)
    {
        if (snapshot.Manifest is not null)
        {
            yield break;
        }

        if (Need.Connector(snapshot) is { } why)
        {
            yield return Observation.Skipped(FindingCodes.InitFailed, why);
            yield break;
        }

        bool any = false;
        foreach (PodFacts pod in snapshot.Cluster!.Pods)
        {
            if (pod.IsInitDone || pod.InitExitCode is null)
            {
                continue;
            }

            any = true;
            yield return Look(snapshot, pod);
        }

        if (!any)
        {
            yield return Observation.Passed(FindingCodes.InitFailed, snapshot.Cluster.Pods.Any(pod => pod.IsInitDone)
                ? "connector-init ended well."
                : "connector-init has not failed.");
        }
    }

    private static Observation Look(ActivationSnapshot snapshot, PodFacts pod)
    {
        string ending = $"connector-init of {pod.Name} ends with exit code {pod.InitExitCode}";
        if (pod.Log?.Code is { } code)
        {
            // Cause and advice are the catalogue's.
            return Observation.Found(code, $"{InitLogTexts.Summary(code)} ({pod.Name}).") with
            {
                Pod = pod.Name,
                Evidence = $"log of {pod.Name}: {pod.Log.Fatal}",
                Fix = InitLogTexts.Fix(code, snapshot),
                IsSymptom = true,
            };
        }

        // Where the log is denied, or gone, the exit code and what Kubernetes kept of the end are all there is.
        return Observation.Found(FindingCodes.InitFailed, $"{ending}; why is in its log{(pod.LogUnread is null ? ", which is empty" : ", which could not be read")}.") with
        {
            Pod = pod.Name,
            Evidence = pod.Message is null ? ending : $"{pod.Name}: {pod.Message}",
            Cause = pod.LogUnread is null ? null : $"The log: {pod.LogUnread.Why}.",
            RecommendedAction = pod.LogUnread?.RecommendedAction ?? "Look at the log of connector-init.",
            IsSymptom = true,
        };
    }
}
