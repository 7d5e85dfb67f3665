using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Connector;

/// <summary>Reads the connector's objects from one cluster with as few concurrent calls as possible, and omits what is not permitted.</summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="log">The log for warnings about omitted data.</param>
/// <param name="clock">The time provider.</param>
/// <param name="isSequential">
/// Whether the reads of a cluster run sequentially over one connection. This is faster for a fleet: other clusters use the time
/// of a round trip, and a second connection requires a second TLS handshake.
/// </param>
internal sealed class ConnectorReader(IKubernetesClient client, IOperationLog log, TimeProvider clock, bool isSequential = false)
{
    private const int MaxInstallations = 50;

    private readonly MissingConnector _missing = new(client);

    /// <summary>Reads the installations.</summary>
    /// <param name="namespace">The namespace; if null, all namespaces in which the connector is installed.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>One snapshot for each namespace in which the connector is installed, at least one; the default namespace is first.</returns>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.ConnectorNotInstalled"/>, or an error of the API server.</exception>
    public async Task<IReadOnlyList<ConnectorSnapshot>> ReadAsync(string? @namespace, CancellationToken cancellationToken)
    {
        if (@namespace is null)
        {
            return await ReadAllAsync(cancellationToken).ConfigureAwait(false);
        }

        return await TryReadNamespaceAsync(@namespace, cancellationToken).ConfigureAwait(false) is { } snapshot
            ? [snapshot]
            : throw await _missing.InNamespaceAsync(@namespace, cancellationToken).ConfigureAwait(false);
    }

    // The request for the Pods may already be in progress.
    private async Task<ConnectorSnapshot?> TryReadNamespaceAsync(
        string @namespace, CancellationToken cancellationToken, Task<ResourceList<Pod>>? podsRead = null)
    {
        Task<StatefulSet> statefulSetRead = client.GetAsync(
            ResourceTypes.StatefulSets, @namespace, ConnectorNames.StatefulSet, cancellationToken);
        podsRead ??= await ReadPodsConcurrentlyAsync(statefulSetRead, @namespace, cancellationToken).ConfigureAwait(false);

        StatefulSet? statefulSet = null;
        try
        {
            statefulSet = await statefulSetRead.ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.ResourceNotFound)
        {
            return null;
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied)
        {
            // Most users are permitted to list Pods; if this user is not, that error is reported.
            if ((await podsRead.ConfigureAwait(false)).Items.OrEmpty().Count == 0)
            {
                throw _missing.Error(
                    $"visible in namespace '{@namespace}': no Pod has the label {ConnectorNames.PodSelector}, and this user is not permitted to read StatefulSets there",
                    "request the verb get on statefulsets (API group apps) in that namespace, or specify another one with -Namespace");
            }

            log.Warn($"{client.Cluster.Context}: this user is not permitted to read the StatefulSet '{ConnectorNames.StatefulSet}' in namespace '{@namespace}' (RBAC: verb get, resource statefulsets, API group apps). Pods that were not created, and the method of the installation, are omitted.");
        }

        return await SnapshotAsync(@namespace, statefulSet, podsRead, cancellationToken).ConfigureAwait(false);
    }

    // Any user who can create a StatefulSet can give it the connector's name, so all of them are returned to reveal an imitation.
    private async Task<IReadOnlyList<ConnectorSnapshot>> ReadAllAsync(CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<StatefulSet>> listRead = InstallationList.ReadAsync(client, cancellationToken);
        Task<ResourceList<Pod>> podsRead = await ReadPodsConcurrentlyAsync(listRead, ConnectorNames.Namespace, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<StatefulSet> list;
        try
        {
            list = await listRead.ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied)
        {
            return await TryReadNamespaceAsync(ConnectorNames.Namespace, cancellationToken, podsRead).ConfigureAwait(false) is { } snapshot
                ? [snapshot]
                : throw _missing.Error(
                    $"in namespace '{ConnectorNames.Namespace}', and this user is not permitted to search the other namespaces (RBAC: verb list, resource statefulsets, API group apps, all namespaces)",
                    "specify its namespace with -Namespace");
        }

        var snapshots = new List<ConnectorSnapshot>();
        EksConnectorException? denied = null;
        if (list.Count > MaxInstallations)
        {
            log.Warn($"{client.Cluster.Context}: {list.Count} StatefulSets are named '{ConnectorNames.StatefulSet}'; the first {MaxInstallations} are shown. To see another one, specify its namespace with -Namespace.");
        }

        foreach (StatefulSet statefulSet in list.Take(MaxInstallations))
        {
            string @namespace = statefulSet.Metadata!.Namespace!;
            bool isUsual = @namespace == ConnectorNames.Namespace;
            if (!isUsual)
            {
                log.Trace($"{client.Cluster.Context}: the connector is in namespace '{@namespace}'.");
            }

            try
            {
                snapshots.Add(await SnapshotAsync(
                    @namespace, statefulSet, isUsual ? podsRead : ListPodsAsync(@namespace, ConnectorNames.PodSelector, cancellationToken), cancellationToken).ConfigureAwait(false));
            }
            catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied && list.Count > 1)
            {
                // An installation that cannot be read must not hide the others.
                denied ??= exception;
                log.Warn($"{client.Cluster.Context}: the connector in namespace '{@namespace}' is omitted: this user is not permitted to list Pods there (RBAC: verb list, resource pods).");
            }
        }

        return snapshots.Count > 0
            ? snapshots
            : throw denied ?? _missing.Error("in any namespace", "specify its namespace with -Namespace if its StatefulSet has another name");
    }

    // Both requests run concurrently, because on a distant cluster a second round trip would double the time.
    private async Task<Task<ResourceList<Pod>>> ReadPodsConcurrentlyAsync(Task read, string @namespace, CancellationToken cancellationToken)
    {
        if (isSequential)
        {
            await read.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<ResourceList<Pod>> pods = ListPodsAsync(@namespace, ConnectorNames.PodSelector, cancellationToken);
        await Task.WhenAll(read, pods).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return pods;
    }

    private Task<ResourceList<Pod>> ListPodsAsync(string @namespace, string selector, CancellationToken cancellationToken) =>
        client.ListAsync(ResourceTypes.Pods, @namespace, new ListOptions(selector), cancellationToken);

    private async Task<ConnectorSnapshot> SnapshotAsync(
        string @namespace, StatefulSet? statefulSet, Task<ResourceList<Pod>> podsRead, CancellationToken cancellationToken)
    {
        ResourceList<Pod> pods = await podsRead.ConfigureAwait(false);
        string selector = LabelSelectorText.Format(statefulSet?.Spec?.Selector) ?? ConnectorNames.PodSelector;
        if (selector != ConnectorNames.PodSelector)
        {
            pods = await ListPodsAsync(@namespace, selector, cancellationToken).ConfigureAwait(false);
        }

        return new ConnectorSnapshot
        {
            Context = client.Cluster.Context,
            Namespace = @namespace,
            TakenAt = clock.GetUtcNow(),
            StatefulSet = statefulSet,
            Pods = pods.Items.OrEmpty(),
            PodsVersion = pods.Metadata?.ResourceVersion,
            PodSelector = selector,
        };
    }
}
