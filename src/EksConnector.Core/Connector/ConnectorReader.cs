using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Connector;

/// <summary>Reads the connector's objects from one cluster: as few calls as possible, side by side, and without what is forbidden.</summary>
/// <param name="client">The cluster.</param>
/// <param name="log">Where it says what it had to leave out.</param>
/// <param name="clock">The caller's clock.</param>
internal sealed class ConnectorReader(IKubernetesClient client, IOperationLog log, TimeProvider clock)
{
    /// <summary>Reads every installation that is meant.</summary>
    /// <param name="namespace">The namespace; null for the usual one, and where it is not there, wherever the connector is.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>One snapshot for each namespace that has the connector, at least one.</returns>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.ConnectorNotInstalled"/>, or what the API answers.</exception>
    public async Task<IReadOnlyList<ConnectorSnapshot>> ReadAsync(string? @namespace, CancellationToken cancellationToken)
    {
        string first = @namespace ?? ConnectorNames.Namespace;
        ConnectorSnapshot? snapshot = await TryReadNamespaceAsync(first, cancellationToken).ConfigureAwait(false);
        if (snapshot is not null)
        {
            return [snapshot];
        }

        if (@namespace is not null)
        {
            throw NotInstalled($"in namespace '{first}'", "give the namespace that it was installed into with -Namespace");
        }

        return await ReadElsewhereAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds the namespace's warning events, which say why pods do not come up.</summary>
    /// <param name="snapshot">What was read before.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The snapshot with its events, or as it was where they may not be read.</returns>
    public async Task<ConnectorSnapshot> WithWarningsAsync(ConnectorSnapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            ResourceList<KubernetesEvent> events = await client.ListAsync(
                ResourceTypes.Events, snapshot.Namespace, new ListOptions(FieldSelector: "type=Warning"), cancellationToken).ConfigureAwait(false);
            return snapshot with { Warnings = events.Items.OrEmpty() };
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied)
        {
            log.Warn($"{client.Cluster.Context}: why pods do not start may stand in events, but this user may not list events in namespace '{snapshot.Namespace}' (RBAC: verb list, resource events).");
            return snapshot;
        }
    }

    private async Task<ConnectorSnapshot?> TryReadNamespaceAsync(string @namespace, CancellationToken cancellationToken)
    {
        // Both at once: on a distant cluster a second round trip would double the time.
        Task<StatefulSet> statefulSetRead = client.GetAsync(
            ResourceTypes.StatefulSets, @namespace, ConnectorNames.StatefulSet, cancellationToken);
        Task<ResourceList<Pod>> podsRead = client.ListAsync(
            ResourceTypes.Pods, @namespace, new ListOptions(ConnectorNames.PodSelector), cancellationToken);
        await Task.WhenAll(statefulSetRead, podsRead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

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
            // The pods are what most users may see: where they may not either, that is what they must hear.
            if ((await podsRead.ConfigureAwait(false)).Items.OrEmpty().Count == 0)
            {
                throw NotInstalled(
                    $"to be seen in namespace '{@namespace}': it has no pod with the label {ConnectorNames.PodSelector}, and this user may not read StatefulSets there",
                    "ask for the verb get on statefulsets (API group apps) in that namespace, or give another one with -Namespace");
            }

            log.Warn($"{client.Cluster.Context}: this user may not read the StatefulSet '{ConnectorNames.StatefulSet}' in namespace '{@namespace}' (RBAC: verb get, resource statefulsets, API group apps). Pods that were not created, and how the connector was installed, are not shown.");
        }

        IReadOnlyList<Pod> pods = (await podsRead.ConfigureAwait(false)).Items.OrEmpty();
        string selector = LabelSelectorText.Of(statefulSet?.Spec?.Selector) ?? ConnectorNames.PodSelector;
        if (selector != ConnectorNames.PodSelector)
        {
            ResourceList<Pod> selected = await client.ListAsync(
                ResourceTypes.Pods, @namespace, new ListOptions(selector), cancellationToken).ConfigureAwait(false);
            pods = selected.Items.OrEmpty();
        }

        return new ConnectorSnapshot
        {
            Context = client.Cluster.Context,
            Namespace = @namespace,
            TakenAt = clock.GetUtcNow(),
            StatefulSet = statefulSet,
            Pods = pods,
        };
    }

    private async Task<IReadOnlyList<ConnectorSnapshot>> ReadElsewhereAsync(CancellationToken cancellationToken)
    {
        ResourceList<StatefulSet> found;
        try
        {
            found = await client.ListAsync(
                ResourceTypes.StatefulSets,
                @namespace: null,
                new ListOptions(ConnectorNames.PodSelector, $"metadata.name={ConnectorNames.StatefulSet}"),
                cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied)
        {
            throw NotInstalled(
                $"in namespace '{ConnectorNames.Namespace}', and this user may not look in the others (RBAC: verb list, resource statefulsets, API group apps, all namespaces)",
                "give its namespace with -Namespace");
        }

        var snapshots = new List<ConnectorSnapshot>();
        foreach (StatefulSet statefulSet in found.Items.OrEmpty())
        {
            // It may be gone by now, which is as good as not found.
            if (statefulSet.Metadata?.Namespace is { } elsewhere
                && await TryReadNamespaceAsync(elsewhere, cancellationToken).ConfigureAwait(false) is { } snapshot)
            {
                log.Trace($"{client.Cluster.Context}: the connector is in namespace '{elsewhere}'.");
                snapshots.Add(snapshot);
            }
        }

        return snapshots.Count > 0
            ? snapshots
            : throw NotInstalled("in any namespace", "give its namespace with -Namespace if its StatefulSet has another name or label");
    }

    private EksConnectorException NotInstalled(string where, string elsewhere) =>
        new(
            ErrorIds.ConnectorNotInstalled,
            FailureCategory.ObjectNotFound,
            $"Context '{client.Cluster.Context}': no EKS Connector (StatefulSet '{ConnectorNames.StatefulSet}') {where}.",
            $"Register the cluster (aws eks register-cluster, or eksctl register cluster) and apply the manifest that this gives, or install the Helm chart eks-connector-chart; or {elsewhere}.")
        {
            Target = client.Cluster.Context,
        };
}
