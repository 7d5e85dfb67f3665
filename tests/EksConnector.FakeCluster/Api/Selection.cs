namespace EksConnector.FakeCluster;

/// <summary>The objects that a list or a watch selects: kind, namespace, and selectors.</summary>
internal sealed record Selection(ResourceKind Kind, string Namespace, LabelSelector Labels, FieldSelector Fields, bool HasConditions)
{
    public static Selection Of(ApiRequest request, ResourceKind kind)
    {
        string? labels = request.Query["labelSelector"];
        string? fields = request.Query["fieldSelector"];
        return new Selection(
            kind,
            kind.IsNamespaced ? request.Namespace : string.Empty,
            LabelSelector.Parse(labels),
            FieldSelector.Parse(fields, kind),
            !string.IsNullOrEmpty(labels) || !string.IsNullOrEmpty(fields));
    }

    public bool Matches(StoredObject? candidate) =>
        candidate is not null
        && candidate.Kind == Kind
        && (Namespace.Length == 0 || candidate.Namespace == Namespace)
        && (!HasConditions || (Labels.Matches(candidate.Json) && Fields.Matches(candidate.Json)));
}
