using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Impersonation;

/// <summary>Which users are shown: those that a name or a pattern fits. An ARN also means the user that EKS makes of it.</summary>
internal sealed class PrincipalFilter
{
    private readonly WildcardPattern[] _patterns;

    public PrincipalFilter(IReadOnlyList<string> principals) =>
        _patterns = [.. principals.Concat(principals.Select(text => PrincipalArn.TryParse(text)?.KubernetesUser).OfType<string>())
            .Distinct(StringComparer.Ordinal).Select(text => new WildcardPattern(text))];

    /// <summary>Whether a row is shown; what concerns everybody always is.</summary>
    public bool Takes(ImpersonatedUser row) =>
        _patterns.Length == 0
        || row.PrincipalArn == ImpersonationWords.Everybody
        || Array.Exists(_patterns, pattern => pattern.IsMatch(row.PrincipalArn));
}
