using System.Text.RegularExpressions;

namespace EksConnector.Core.Kubernetes;

/// <summary>Checks names before they become part of a path.</summary>
internal static partial class KubernetesName
{
    private const int MaxLength = 63;
    private const int MaxSubdomainLength = 253;

    /// <summary>Refuses what cannot be a namespace (an RFC 1123 label), so that it can lead nowhere else.</summary>
    /// <param name="namespace">The name; null is fine.</param>
    /// <param name="parameter">The parameter that it was given with.</param>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.InvalidParameter"/>.</exception>
    public static void EnsureNamespace(string? @namespace, string parameter = "-Namespace")
    {
        if (@namespace is null || IsLabel(@namespace))
        {
            return;
        }

        string shown = @namespace.Length > MaxLength ? @namespace[..MaxLength] + "..." : @namespace;
        throw new EksConnectorException(
            ErrorIds.InvalidParameter,
            FailureCategory.InvalidArgument,
            $"'{OneLine.Of(shown)}' is not a valid namespace.",
            $"Specify a namespace with {parameter}: lower case letters, digits and '-', starting and ending with a letter or a digit, at most {MaxLength} characters. Wildcards are not permitted.")
        {
            Target = OneLine.Of(shown),
        };
    }

    /// <summary>Whether a text can be a namespace (an RFC 1123 label).</summary>
    public static bool IsLabel(string name) =>
        name.Length is > 0 and <= MaxLength
        && name[0] != '-'
        && name[^1] != '-'
        && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    /// <summary>Whether a text can be the name of a Pod, a node or a Secret (an RFC 1123 subdomain).</summary>
    public static bool IsSubdomain(string name) => name.Length <= MaxSubdomainLength && Subdomain().IsMatch(name);

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Subdomain();
}
