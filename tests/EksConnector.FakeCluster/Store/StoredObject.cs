using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>One object at one version. Nobody changes <see cref="Json"/> once it is stored.</summary>
internal sealed class StoredObject(ResourceKind kind, JsonObject json)
{
    private byte[]? _full;
    private byte[]? _listItem;

    public ResourceKind Kind { get; } = kind;

    public JsonObject Json { get; } = json;

    public string Name => (string?)Json["metadata"]?["name"] ?? string.Empty;

    public string Namespace => (string?)Json["metadata"]?["namespace"] ?? string.Empty;

    public ObjectKey Key => new(Kind.QualifiedName, Namespace, Name);

    /// <summary>The object as it is answered by itself.</summary>
    public byte[] Full => _full ??= JsonText.Utf8(Json);

    /// <summary>The object as it stands in a list, where kind and version are said once for all.</summary>
    public byte[] ListItem => _listItem ??= RenderListItem();

    private byte[] RenderListItem()
    {
        var copy = (JsonObject)Json.DeepClone();
        copy.Remove("kind");
        copy.Remove("apiVersion");
        return JsonText.Utf8(copy);
    }
}
