namespace EksConnector.FakeCluster;

/// <summary>A kind of object that the cluster stores.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Plural">The plural name, as in paths.</param>
/// <param name="Kind">The kind, as in objects.</param>
/// <param name="IsNamespaced">Whether its objects are namespaced.</param>
/// <param name="ShortNames">The short names for kubectl.</param>
/// <param name="Fields">The fields, other than name and namespace, that a field selector can use; <c>a&gt;b</c> reads field b for selector a.</param>
internal sealed record ResourceKind(string Group, string Plural, string Kind, bool IsNamespaced, string[] ShortNames, params string[] Fields)
{
    public string GroupVersion => Group.Length == 0 ? "v1" : $"{Group}/v1";

    /// <summary>The name in error messages: <c>pods</c>, <c>statefulsets.apps</c>.</summary>
    public string QualifiedName { get; } = Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>The subresources.</summary>
    public string[] Subresources { get; init; } = [];

    /// <summary>The path of a field that can be used in a field selector; null for another field.</summary>
    public string? FieldPath(string field)
    {
        if (field == "metadata.name" || (field == "metadata.namespace" && IsNamespaced))
        {
            return field;
        }

        foreach (string known in Fields)
        {
            string[] parts = known.Split('>');
            if (parts[0] == field)
            {
                return parts[^1];
            }
        }

        return null;
    }
}
