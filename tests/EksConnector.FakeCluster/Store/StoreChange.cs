namespace EksConnector.FakeCluster;

/// <summary>A change of the store, which is sent to watches.</summary>
/// <param name="Version">The version after the change.</param>
/// <param name="Kind">The kind of the object.</param>
/// <param name="Before">The object before the change; null if it did not exist.</param>
/// <param name="After">The object after the change; null if it was deleted.</param>
/// <param name="Removed">The last state of a deleted object, with the version of the deletion.</param>
internal sealed record StoreChange(long Version, ResourceKind? Kind, StoredObject? Before, StoredObject? After, StoredObject? Removed)
{
    /// <summary>Whether it is a bookmark, which only reports the version to watches.</summary>
    public bool IsBookmark => Kind is null;
}
