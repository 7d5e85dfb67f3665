namespace EksConnector.FakeCluster;

/// <summary>A permission of a user or a group; <c>*</c> means all.</summary>
/// <param name="Verbs">The verbs, separated by spaces: <c>get list watch</c>.</param>
/// <param name="Resources">The resources with their API groups, separated by spaces: <c>pods pods/log statefulsets.apps</c>.</param>
/// <param name="Namespace">The namespace to which the rule applies; null for all namespaces and cluster-scoped objects.</param>
/// <param name="Names">The names of the objects to which the rule applies, separated by spaces; null for all.</param>
public sealed record AccessRule(string Verbs, string Resources, string? Namespace = null, string? Names = null)
{
    internal bool Allows(AccessCheck check)
    {
        if (check.Path is not null)
        {
            return Resources == "*";
        }

        string resource = check.Subresource.Length == 0 ? check.Resource : $"{check.Resource}/{check.Subresource}";
        string qualified = check.Group.Length == 0 ? resource : $"{resource}.{check.Group}";
        return Has(Verbs, check.Verb)
            && Has(Resources, qualified)
            && (Namespace is null || Namespace == check.Namespace)
            && (Names is null || Has(Names, check.Name));
    }

    private static bool Has(string words, string word) =>
        words == "*" || words.Split(' ').Contains(word, StringComparer.Ordinal);
}
