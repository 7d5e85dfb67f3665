using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>An object at one version. <see cref="Json"/> is not changed after the object is stored.</summary>
internal sealed class StoredObject(ResourceKind kind, JsonObject json)
{
    private byte[]? _full;
    private byte[]? _listItem;

    public ResourceKind Kind { get; } = kind;

    public JsonObject Json { get; } = json;

    public string Name => (string?)Json["metadata"]?["name"] ?? string.Empty;

    public string Namespace => (string?)Json["metadata"]?["namespace"] ?? string.Empty;

    public ObjectKey Key => new(Kind.QualifiedName, Namespace, Name);

    /// <summary>The object as the response of a GET request.</summary>
    public byte[] Full => _full ??= JsonText.Utf8(Json);

    /// <summary>The object as an item of a list, where it has no kind and apiVersion.</summary>
    public byte[] ListItem => _listItem ??= RenderListItem();

    private byte[] RenderListItem()
    {
        var copy = (JsonObject)Json.DeepClone();
        copy.Remove("kind");
        copy.Remove("apiVersion");
        return JsonText.Utf8(copy);
    }
}
