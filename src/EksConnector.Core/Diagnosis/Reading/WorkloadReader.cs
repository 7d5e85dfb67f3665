using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Status;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>Reads the namespace, and creates the facts from the StatefulSet, its Pods, their events and nodes.</summary>
/// <param name="client">The client of the cluster.</param>
internal sealed class WorkloadReader(IKubernetesClient client)
{
    // The newest events are sufficient, and the size of a bundle is limited.
    private const int MaxEvents = 20;

    /// <summary>Reads the data if the connector is not installed.</summary>
    /// <param name="namespace">The expected namespace of the connector.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task<WorkloadFacts> ReadWithoutConnectorAsync(string @namespace, CancellationToken cancellationToken) =>
        new() { Namespace = await ReadNamespaceAsync(@namespace, cancellationToken).ConfigureAwait(false) };

    /// <summary>Reads the data.</summary>
    /// <param name="snapshot">The snapshot with the StatefulSet and its Pods.</param>
    /// <param name="detail">The task for the snapshot with events, nodes and the version of the API server.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task<WorkloadFacts> ReadAsync(ConnectorSnapshot snapshot, Task<ConnectorSnapshot> detail, CancellationToken cancellationToken)
    {
        Task<NamespaceFacts> namespaceRead = ReadNamespaceAsync(snapshot.Namespace, cancellationToken);
        WorkloadFacts facts = Read(await detail.ConfigureAwait(false));
        return facts with { Namespace = await namespaceRead.ConfigureAwait(false) };
    }

    /// <summary>Creates the facts from a snapshot.</summary>
    /// <param name="snapshot">The data that was read.</param>
    public static WorkloadFacts Read(ConnectorSnapshot snapshot)
    {
        IReadOnlyDictionary<string, Node>? nodes = snapshot.Detail?.Nodes;
        IReadOnlyList<PodFacts> pods = PodFactsReader.Read(snapshot);
        string[] used = [.. pods.Select(pod => pod.Node).OfType<string>().Distinct(StringComparer.Ordinal)];
        PodSpec? template = snapshot.StatefulSet?.Spec?.Template?.Spec;
        return new WorkloadFacts
        {
            MissingPods = [.. Due(snapshot)],
            Events = EventsOf(snapshot.StatefulSet?.Metadata?.Uid, snapshot),
            EventsUnread = snapshot.Events is null
                ? new Unread(
                    $"the events of namespace '{snapshot.Namespace}' could not be read (RBAC: verb list, resource events)",
                    $"Request the verb list on events in namespace '{snapshot.Namespace}', or run this as a user who has it.")
                : null,
            Nodes = [.. used.Select(name => nodes?.GetValueOrDefault(name)).OfType<Node>().Select(Node)],
            NodesUnread = nodes is null || used.Any(name => !nodes.ContainsKey(name))
                ? new Unread(
                    "the nodes of the Pods could not be read, or no longer exist (RBAC: verbs get and list, resource nodes)",
                    "Request the verbs get and list on nodes, or run this as a user who has them.")
                : null,
            Platforms = [.. (nodes?.Values ?? []).Select(PlatformOf).OfType<string>()
                .GroupBy(platform => platform, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new PlatformCount(group.Key, group.Count()))],
            Images = template is null ? [.. pods.SelectMany(pod => pod.Containers).Select(container => container.Image).OfType<string>().Distinct(StringComparer.Ordinal)] : ImagesOf(template),
        };
    }

    /// <summary>Returns the events of an object, newest first.</summary>
    public static IReadOnlyList<WorkloadEvent> EventsOf(string? uid, ConnectorSnapshot snapshot) =>
    [
        .. snapshot.Events.OrEmpty()
            .Where(seen => uid is not null && seen.InvolvedObject?.Uid == uid)
            .OrderByDescending(EventTime.GetLast)
            .Take(MaxEvents)
            .Select(seen => new WorkloadEvent
            {
                Reason = OneLine.Of(seen.Reason ?? string.Empty),
                Message = OneLine.Of(seen.Message ?? string.Empty),
                IsWarning = seen.Type == "Warning",
                LastSeen = EventTime.GetLast(seen),
            }),
    ];

    // An OrderedReady StatefulSet creates a Pod only when the preceding Pods are ready, so only the first missing Pod is expected.
    private static IEnumerable<string> Due(ConnectorSnapshot snapshot)
    {
        IEnumerable<string> missing = PodRows.MissingPods(snapshot);
        return snapshot.StatefulSet?.Spec?.PodManagementPolicy == "Parallel"
            ? missing
            : missing.Take(1).Where(name => !snapshot.Pods.Any(pod => OrdinalOf(pod.Metadata?.Name) < OrdinalOf(name) && !PodMessage.IsReady(pod)));
    }

    private static int OrdinalOf(string? name) => name is null ? int.MaxValue : PodFactsReader.Ordinal(name) ?? int.MaxValue;

    private static string[] ImagesOf(PodSpec template) =>
        [.. template.InitContainers.OrEmpty().Concat(template.Containers.OrEmpty()).Select(container => container.Image).OfType<string>().Select(OneLine.Of).Distinct(StringComparer.Ordinal)];

    private static WorkloadNode Node(Node node)
    {
        Condition? ready = node.Status?.Conditions.Find("Ready");
        return new WorkloadNode
        {
            Name = node.Metadata?.Name ?? string.Empty,
            Ready = ready?.Status ?? "Unknown",
            ReadyMessage = (ready?.Message ?? ready?.Reason) is { Length: > 0 } message ? OneLine.Of(message) : null,
            ReadySince = ready?.LastTransitionTime,
            Platform = PlatformOf(node),
        };
    }

    private static string? PlatformOf(Node node) =>
        node.Status?.NodeInfo is { OperatingSystem: { Length: > 0 } system, Architecture: { Length: > 0 } architecture } ? $"{system}/{architecture}" : null;

    private async Task<NamespaceFacts> ReadNamespaceAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            NamespaceObject found = await client.GetAsync(ResourceTypes.Namespaces, @namespace: null, name, cancellationToken).ConfigureAwait(false);
            return new NamespaceFacts { IsThere = true, DeletedSince = found.Metadata?.DeletionTimestamp };
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.ResourceNotFound)
        {
            return new NamespaceFacts { IsThere = false };
        }
        catch (EksConnectorException exception)
        {
            return new NamespaceFacts { Unread = Unread.Because(exception, "get", "namespaces", group: null, @namespace: null) };
        }
    }
}
