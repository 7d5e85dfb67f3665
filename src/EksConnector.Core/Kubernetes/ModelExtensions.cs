using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Kubernetes;

/// <summary>Reading models as the wire has them, where a list that is empty may be missing.</summary>
internal static class ModelExtensions
{
    /// <summary>Gives a list without the nulls that a server may have put into it.</summary>
    public static IReadOnlyList<T> OrEmpty<T>(this IReadOnlyList<T>? list)
    {
        if (list is null)
        {
            return [];
        }

        // An entry of a value type is never null.
        return default(T) is null && list.Any(item => item is null) ? [.. list.Where(item => item is not null)] : list;
    }

    public static Condition? Find(this IReadOnlyList<Condition>? conditions, string type) =>
        conditions.OrEmpty().FirstOrDefault(condition => condition.Type == type);

    public static bool IsTrue(this IReadOnlyList<Condition>? conditions, string type) => conditions.Find(type)?.Status == "True";

    public static bool IsSidecar(this Container container) => container.RestartPolicy == "Always";

    /// <summary>What was observed of one container, whether it is an init container or not; null where nothing was yet.</summary>
    public static Models.ContainerStatus? StatusOf(this Pod pod, string container) =>
        (pod.Status?.InitContainerStatuses).OrEmpty().Concat((pod.Status?.ContainerStatuses).OrEmpty()).FirstOrDefault(status => status.Name == container);
}
