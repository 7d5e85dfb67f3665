using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Connector;

/// <summary>What was read of a cluster besides the connector's own objects.</summary>
/// <param name="ServerVersion">The API server's version; null where it may not be read.</param>
/// <param name="Nodes">The nodes that pods run on, by name; all nodes where a pod has none. Null where they may not be read.</param>
internal sealed record ClusterDetail(string? ServerVersion, IReadOnlyDictionary<string, Node>? Nodes);
