namespace EksConnector.FakeCluster;

/// <summary>Identifies an object. Objects are listed in the order of their keys, as by a real API server.</summary>
/// <param name="Resource">The plural name of the kind with its group, such as <c>statefulsets.apps</c>.</param>
/// <param name="Namespace">The namespace; empty if the kind is not namespaced.</param>
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
