namespace EksConnector.Kubernetes.Http;

/// <summary>Makes a name one segment of a path: the library puts values into paths as they are.</summary>
internal static class PathSegment
{
    /// <summary>Escapes a name.</summary>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.InvalidRequest"/>: the name would lead to another path even if escaped.</exception>
    public static string Of(string name) => name is "" or "." or ".."
        ? throw new EksConnectorException(
            ErrorIds.InvalidRequest,
            FailureCategory.InvalidArgument,
            $"'{name}' cannot be the name of a Kubernetes object.",
            "Check the name.")
        : Uri.EscapeDataString(name);
}
