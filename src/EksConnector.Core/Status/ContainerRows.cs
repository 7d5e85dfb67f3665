using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using Wire = EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Status;

/// <summary>Creates the container rows of a Pod from its specification and its status.</summary>
internal static class ContainerRows
{
    public static IEnumerable<ContainerStatus> Of(Pod pod)
    {
        foreach (Container container in (pod.Spec?.InitContainers).OrEmpty())
        {
            yield return Row(
                container, container.IsSidecar() ? StatusWords.Sidecar : StatusWords.Init, pod.Status?.InitContainerStatuses);
        }

        foreach (Container container in (pod.Spec?.Containers).OrEmpty())
        {
            yield return Row(container, StatusWords.Main, pod.Status?.ContainerStatuses);
        }
    }

    private static ContainerStatus Row(Container container, string kind, IReadOnlyList<Wire.ContainerStatus>? observed)
    {
        Wire.ContainerStatus status = observed.OrEmpty().FirstOrDefault(candidate => candidate.Name == container.Name)
            ?? new Wire.ContainerStatus(container.Name);
        ContainerStateTerminated? ended = status.State?.Terminated;
        ContainerStateTerminated? last = status.LastState?.Terminated;
        return new ContainerStatus
        {
            Name = container.Name ?? string.Empty,
            Kind = kind,
            Image = container.Image,
            ImageID = string.IsNullOrEmpty(status.ImageID) ? null : status.ImageID,
            State = StateOf(status.State),
            Reason = ended?.Reason ?? status.State?.Waiting?.Reason,
            Message = OneLineOrNull(ended?.Message ?? status.State?.Waiting?.Message),
            ExitCode = ended?.ExitCode,
            Ready = status.Ready,
            Restarts = status.RestartCount,
            StartedAt = (status.State?.Running?.StartedAt ?? ended?.StartedAt)?.UtcDateTime,
            LastTerminationReason = last?.Reason,
            LastTerminationMessage = OneLineOrNull(last?.Message),
            LastExitCode = last?.ExitCode,
            LastStartedAt = last?.StartedAt?.UtcDateTime,
            LastFinishedAt = last?.FinishedAt?.UtcDateTime,
        };
    }

    private static string StateOf(ContainerState? state) => state switch
    {
        { Running: not null } => StatusWords.Running,
        { Terminated: not null } => StatusWords.Terminated,
        _ => StatusWords.Waiting,
    };

    private static string? OneLineOrNull(string? text) => string.IsNullOrEmpty(text) ? null : OneLine.Of(text);
}
