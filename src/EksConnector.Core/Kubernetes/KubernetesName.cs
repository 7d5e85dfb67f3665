using System.Text.RegularExpressions;

namespace EksConnector.Core.Kubernetes;

/// <summary>Validates names before they are used in paths.</summary>
internal static partial class KubernetesName
{
    private const int MaxLength = 63;
    private const int MaxSubdomainLength = 253;

    /// <summary>Throws an exception if a name is not a valid namespace (RFC 1123 label), so that it cannot change the path of a request.</summary>
    /// <param name="namespace">The name; null is valid.</param>
    /// <param name="parameter">The name of the parameter, for the error message.</param>
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

    /// <summary>Returns whether a text is a valid namespace name (RFC 1123 label).</summary>
    public static bool IsLabel(string name) =>
        name.Length is > 0 and <= MaxLength
        && name[0] != '-'
        && name[^1] != '-'
        && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    /// <summary>Returns whether a text is a valid name of a Pod, node or Secret (RFC 1123 subdomain).</summary>
    public static bool IsSubdomain(string name) => name.Length <= MaxSubdomainLength && Subdomain().IsMatch(name);

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Subdomain();
}
