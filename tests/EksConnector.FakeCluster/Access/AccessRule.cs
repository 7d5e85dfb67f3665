namespace EksConnector.FakeCluster;

/// <summary>One thing that a user may do; <c>*</c> stands for everything.</summary>
/// <param name="Verbs">Verbs, separated by blanks: <c>get list watch</c>.</param>
/// <param name="Resources">Resources with their groups, separated by blanks: <c>pods pods/log statefulsets.apps</c>.</param>
/// <param name="Namespace">The only namespace where this holds; null for all, and for objects without a namespace.</param>
/// <param name="Names">The only objects for which this holds, separated by blanks; null for all.</param>
public sealed record AccessRule(string Verbs, string Resources, string? Namespace = null, string? Names = null)
{
    internal bool Allows(AccessCheck question)
    {
        if (question.Path is not null)
        {
            return Resources == "*";
        }

        string resource = question.Subresource.Length == 0 ? question.Resource : $"{question.Resource}/{question.Subresource}";
        string qualified = question.Group.Length == 0 ? resource : $"{resource}.{question.Group}";
        return Has(Verbs, question.Verb)
            && Has(Resources, qualified)
            && (Namespace is null || Namespace == question.Namespace)
            && (Names is null || Has(Names, question.Name));
    }

    private static bool Has(string words, string word) =>
        words == "*" || words.Split(' ').Contains(word, StringComparer.Ordinal);
}
