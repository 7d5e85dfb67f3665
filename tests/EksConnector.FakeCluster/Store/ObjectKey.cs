namespace EksConnector.FakeCluster;

/// <summary>Names one object of a kind; objects are listed in this order, as a real API server lists them.</summary>
/// <param name="Resource">The plural name of the kind with its group, such as <c>statefulsets.apps</c>.</param>
/// <param name="Namespace">The namespace; empty where the kind has none.</param>
/// <param name="Name">The name.</param>
internal readonly record struct ObjectKey(string Resource, string Namespace, string Name) : IComparable<ObjectKey>
{
    public int CompareTo(ObjectKey other)
    {
        int order = string.CompareOrdinal(Resource, other.Resource);
        if (order == 0)
        {
            order = string.CompareOrdinal(Namespace, other.Namespace);
        }

        return order != 0 ? order : string.CompareOrdinal(Name, other.Name);
    }

    public static bool operator <(ObjectKey left, ObjectKey right) => left.CompareTo(right) < 0;

    public static bool operator >(ObjectKey left, ObjectKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(ObjectKey left, ObjectKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ObjectKey left, ObjectKey right) => left.CompareTo(right) >= 0;
}
