namespace EksConnector.FakeCluster;

/// <summary>One step of the store, as watches see it.</summary>
/// <param name="Version">The version that the step led to.</param>
/// <param name="Kind">The kind of the object.</param>
/// <param name="Before">The object before; null where there was none.</param>
/// <param name="After">The object after; for a deleted one null.</param>
/// <param name="Removed">The last state of a deleted object, at the version of its end.</param>
internal sealed record StoreChange(long Version, ResourceKind? Kind, StoredObject? Before, StoredObject? After, StoredObject? Removed)
{
    /// <summary>A sign for watches that nothing happened up to this version.</summary>
    public bool IsBookmark => Kind is null;
}
