using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Connector;

/// <summary>The errors for a connector that was not found.</summary>
/// <param name="client">The client of the cluster.</param>
internal sealed class MissingConnector(IKubernetesClient client)
{
    private const int MaxNames = 10;

    /// <summary>
    /// Creates the error for a namespace that the user specified. A mistyped namespace is the likely cause, so the error must not
    /// recommend registering a cluster that is already registered.
    /// </summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The error.</returns>
    public async Task<EksConnectorException> InNamespaceAsync(string @namespace, CancellationToken cancellationToken)
    {
        Task<bool> missing = IsMissingAsync(@namespace, cancellationToken);
        IReadOnlyList<string> elsewhere = await NamespacesWithConnectorAsync(cancellationToken).ConfigureAwait(false);
        bool isMissing = await missing.ConfigureAwait(false);
        if (!isMissing && elsewhere.Count == 0)
        {
            return Error($"in namespace '{@namespace}'", "specify the namespace of the installation with -Namespace");
        }

        return new EksConnectorException(
            ErrorIds.ConnectorNotInstalled,
            FailureCategory.ObjectNotFound,
            isMissing
                ? $"Context '{client.Cluster.Context}': the namespace '{@namespace}' does not exist."
                : $"Context '{client.Cluster.Context}': the EKS Connector (StatefulSet '{ConnectorNames.StatefulSet}') was not found in namespace '{@namespace}'.",
            elsewhere.Count == 0
                ? "Check the name in -Namespace. Without this parameter, all namespaces that this user can list are searched."
                : $"The connector is in: {string.Join(", ", elsewhere)}. Specify that namespace with -Namespace.")
        {
            Target = client.Cluster.Context,
            IsMissingNamespace = isMissing,
            IsWrongNamespace = elsewhere.Count > 0 || @namespace != ConnectorNames.Namespace,
        };
    }

    /// <summary>Creates the error.</summary>
    /// <param name="where">Where the connector was searched.</param>
    /// <param name="elsewhere">The action if it is installed elsewhere, which completes a sentence.</param>
    /// <returns>The error.</returns>
    public EksConnectorException Error(string where, string elsewhere) =>
        new(
            ErrorIds.ConnectorNotInstalled,
            FailureCategory.ObjectNotFound,
            $"Context '{client.Cluster.Context}': the EKS Connector (StatefulSet '{ConnectorNames.StatefulSet}') was not found {where}.",
            $"Register the cluster (aws eks register-cluster, or eksctl register cluster) and apply the manifest that it creates, or install the Helm chart eks-connector-chart; or {elsewhere}.")
        {
            Target = client.Cluster.Context,
        };

    private async Task<bool> IsMissingAsync(string @namespace, CancellationToken cancellationToken)
    {
        try
        {
            await client.GetAsync(ResourceTypes.Namespaces, @namespace: null, @namespace, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (EksConnectorException exception)
        {
            return exception.ErrorId == ErrorIds.ResourceNotFound;
        }
    }

    private async Task<IReadOnlyList<string>> NamespacesWithConnectorAsync(CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<StatefulSet> found = await InstallationList.ReadAsync(client, cancellationToken).ConfigureAwait(false);
            return [.. found.Select(item => item.Metadata!.Namespace!).Take(MaxNames)];
        }
        catch (EksConnectorException)
        {
            // The namespaces are only a hint in the error message.
            return [];
        }
    }
}
