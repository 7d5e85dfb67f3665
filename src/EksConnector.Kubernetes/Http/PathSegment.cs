using EksConnector.Core;

namespace EksConnector.Kubernetes.Http;

/// <summary>Makes a name one segment of a path: the library puts values into paths as they are.</summary>
internal static class PathSegment
{
    // Names of Kubernetes have at most 253 characters; of an address, .NET 8 takes no more than 65,519.
    private const int Longest = 1024;

    /// <summary>Escapes a name.</summary>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.InvalidRequest"/>: the name would lead to another path even if escaped, or is longer than any name.</exception>
    public static string Of(string name) => name is "" or "." or ".." || name.Length > Longest
        ? throw new EksConnectorException(
            ErrorIds.InvalidRequest,
            FailureCategory.InvalidArgument,
            $"'{ShortText.Of(name, 64)}' is not a valid name of a Kubernetes object.",
            "Check the name.")
        : Uri.EscapeDataString(name);
}
