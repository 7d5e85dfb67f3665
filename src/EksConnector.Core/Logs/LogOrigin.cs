namespace EksConnector.Core.Logs;

/// <summary>Where the entries of one source come from. All of them share it.</summary>
/// <param name="Context">The kubeconfig context, or the server's host.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Container">The container.</param>
/// <param name="IsPrevious">Whether it is the container's run before the present one.</param>
internal sealed record LogOrigin(string Context, string Namespace, string Pod, string Container, bool IsPrevious = false)
{
    /// <summary>Whether other clusters are read as well.</summary>
    public bool IsFromFleet { get; init; }

    /// <summary>Makes the same, fit to be shown.</summary>
    public LogOrigin ToShown() => new(
        OutsideText.Clean(Context), OutsideText.Clean(Namespace), OutsideText.Clean(Pod), OutsideText.Clean(Container), IsPrevious)
    {
        IsFromFleet = IsFromFleet,
    };
}
