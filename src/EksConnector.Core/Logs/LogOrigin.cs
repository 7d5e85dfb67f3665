namespace EksConnector.Core.Logs;

/// <summary>The origin of the entries of one source, which all of them share.</summary>
/// <param name="Context">The kubeconfig context, or the host name of the API server.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Pod">The Pod.</param>
/// <param name="Container">The container.</param>
/// <param name="IsPrevious">Whether it is the previous instance of the container.</param>
internal sealed record LogOrigin(string Context, string Namespace, string Pod, string Container, bool IsPrevious = false)
{
    /// <summary>Whether several clusters are read.</summary>
    public bool IsFromFleet { get; init; }

    /// <summary>Returns a copy that is safe to display.</summary>
    public LogOrigin ToShown() => new(
        OutsideText.Clean(Context), OutsideText.Clean(Namespace), OutsideText.Clean(Pod), OutsideText.Clean(Container), IsPrevious)
    {
        IsFromFleet = IsFromFleet,
    };
}
