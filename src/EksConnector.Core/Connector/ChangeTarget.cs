using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Connector;

/// <summary>
/// Finds the installation for a change without a namespace. Any user who can create a StatefulSet can give it the connector's name, so
/// the change is rejected unless there is only one, and it is in the default namespace or looks like an installation by Helm or the
/// manifest. These properties can be forged, so the check only prevents mistakes; to be certain, specify the namespace.
/// </summary>
/// <param name="client">The client of the cluster.</param>
internal sealed class ChangeTarget(IKubernetesClient client)
{
    private const int MaxNames = 10;

    /// <summary>Finds the installation.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>
    /// Whether the user is permitted to list StatefulSets in all namespaces, and the installation; null if there is none. Without that
    /// permission, only the default namespace can be searched.
    /// </returns>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.NamespaceRequired"/>: the installation is ambiguous.</exception>
    public async Task<(bool IsListed, StatefulSet? Found)> FindAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<StatefulSet> found;
        try
        {
            found = await InstallationList.ReadAsync(client, cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied)
        {
            return (false, null);
        }

        return found switch
        {
            [] => (true, null),
            [var only] when only.Metadata!.Namespace == ConnectorNames.Namespace || IsMarked(only) => (true, only),
            _ => throw Refused(found),
        };
    }

    private static bool IsMarked(StatefulSet statefulSet) => IsOfHelm(statefulSet.Metadata!) || IsOfManifest(statefulSet);

    private static bool IsOfHelm(ObjectMeta metadata) =>
        metadata.Labels?.GetValueOrDefault(ConnectorNames.ManagedByLabel) == "Helm"
        && metadata.Annotations?.GetValueOrDefault(ConnectorNames.HelmReleaseAnnotation) is { Length: > 0 };

    private static bool IsOfManifest(StatefulSet statefulSet)
    {
        PodSpec? pod = statefulSet.Spec?.Template?.Spec;
        return Has(pod?.InitContainers, ConnectorNames.InitContainer)
            && Has(pod?.Containers, ConnectorNames.AgentContainer)
            && Has(pod?.Containers, ConnectorNames.ProxyContainer);
    }

    private static bool Has(IReadOnlyList<Container>? containers, string name) => containers.OrEmpty().Any(container => container?.Name == name);

    private EksConnectorException Refused(IReadOnlyList<StatefulSet> found)
    {
        string[] namespaces = [.. found.Select(item => OneLine.Of(item.Metadata!.Namespace!)).Order(StringComparer.Ordinal)];
        string named = string.Join(", ", namespaces.Take(MaxNames).Select(name => $"'{name}'"))
            + (namespaces.Length > MaxNames ? $" and {namespaces.Length - MaxNames} more" : string.Empty);
        return new EksConnectorException(
            ErrorIds.NamespaceRequired,
            FailureCategory.InvalidArgument,
            found.Count == 1
                ? $"Context '{client.Cluster.Context}': the StatefulSet '{ConnectorNames.StatefulSet}' in namespace {named} might not be the EKS Connector, because it was installed neither with Helm nor from the manifest, and is not in namespace '{ConnectorNames.Namespace}'. Nothing was changed."
                : $"Context '{client.Cluster.Context}': {found.Count} StatefulSets are named '{ConnectorNames.StatefulSet}', in the namespaces {named}, so nothing was changed.",
            $"Check which StatefulSet is the EKS Connector, and specify its namespace with -Namespace: {named}.")
        {
            Target = client.Cluster.Context,
        };
    }
}
