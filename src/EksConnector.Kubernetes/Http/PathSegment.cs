using EksConnector.Core;

namespace EksConnector.Kubernetes.Http;

/// <summary>Escapes a name as one path segment, because the library inserts values into paths unescaped.</summary>
internal static class PathSegment
{
    // Kubernetes names have at most 253 characters; .NET 8 supports at most 65,519 in a URI.
    private const int MaximumLength = 1024;

    /// <summary>Escapes a name.</summary>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.InvalidRequest"/>: the name is too long or would change the path.</exception>
    public static string Escape(string name) => name is "" or "." or ".." || name.Length > MaximumLength
        ? throw new EksConnectorException(
            ErrorIds.InvalidRequest,
            FailureCategory.InvalidArgument,
            $"'{ShortText.Of(name, 64)}' is not a valid name of a Kubernetes object.",
            "Check the name.")
        : Uri.EscapeDataString(name);
}
