namespace EksConnector.FakeCluster;

/// <summary>One kind of objects that the cluster keeps.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Plural">The name in paths.</param>
/// <param name="Kind">The name in objects.</param>
/// <param name="IsNamespaced">Whether its objects live in namespaces.</param>
/// <param name="ShortNames">What kubectl users type.</param>
/// <param name="Fields">The fields besides name and namespace that a field selector can use; <c>a&gt;b</c> reads b where a is asked for.</param>
internal sealed record ResourceKind(string Group, string Plural, string Kind, bool IsNamespaced, string[] ShortNames, params string[] Fields)
{
    public string GroupVersion => Group.Length == 0 ? "v1" : $"{Group}/v1";

    /// <summary>The name as error messages have it: <c>pods</c>, <c>statefulsets.apps</c>.</summary>
    public string QualifiedName { get; } = Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>What may be appended to an object's path.</summary>
    public string[] Subresources { get; init; } = [];

    /// <summary>Where the value of a selectable field is; null for a field that cannot be selected on.</summary>
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
