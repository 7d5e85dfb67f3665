using System.Collections.Immutable;

namespace EksConnector.FakeCluster;

/// <summary>All objects at one version.</summary>
internal sealed record StoreSnapshot(long Version, ImmutableSortedDictionary<ObjectKey, StoredObject> Objects);
