using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Impersonation;

/// <summary>A filter for users by name or wildcard pattern. An ARN also matches the Kubernetes user that Amazon EKS derives from it.</summary>
internal sealed class PrincipalFilter
{
    private readonly WildcardPattern[] _patterns;

    public PrincipalFilter(IReadOnlyList<string> principals) =>
        _patterns = [.. principals.Concat(principals.Select(text => PrincipalArn.TryParse(text)?.KubernetesUser).OfType<string>())
            .Distinct(StringComparer.Ordinal).Select(text => new WildcardPattern(text))];

    /// <summary>Returns whether a row matches; the row for any user always does.</summary>
    public bool Matches(ImpersonatedUser row) =>
        _patterns.Length == 0
        || row.PrincipalArn == ImpersonationWords.AnyUser
        || Array.Exists(_patterns, pattern => pattern.IsMatch(row.PrincipalArn));
}
