using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Kubernetes;

/// <summary>Extensions for models, in which empty lists may be missing.</summary>
internal static class ModelExtensions
{
    /// <summary>Returns the list without null items, or an empty list for null.</summary>
    public static IReadOnlyList<T> OrEmpty<T>(this IReadOnlyList<T>? list)
    {
        if (list is null)
        {
            return [];
        }

        // Items of a value type are never null.
        return default(T) is null && list.Any(item => item is null) ? [.. list.Where(item => item is not null)] : list;
    }

    public static Condition? Find(this IReadOnlyList<Condition>? conditions, string type) =>
        conditions.OrEmpty().FirstOrDefault(condition => condition.Type == type);

    public static bool IsTrue(this IReadOnlyList<Condition>? conditions, string type) => conditions.Find(type)?.Status == "True";

    public static bool IsSidecar(this Container container) => container.RestartPolicy == "Always";

    /// <summary>Returns the status of a container or init container; null if there is none yet.</summary>
    public static Models.ContainerStatus? StatusOf(this Pod pod, string container) =>
        (pod.Status?.InitContainerStatuses).OrEmpty().Concat((pod.Status?.ContainerStatuses).OrEmpty()).FirstOrDefault(status => status.Name == container);
}
