namespace EksConnector.Core.Findings.Resolving;

/// <summary>Lines that mean something.</summary>
/// <param name="Code">What they mean, one of <see cref="FindingCodes"/>.</param>
/// <param name="First">The first line.</param>
/// <param name="Last">The last line.</param>
/// <param name="Denial">What was denied; null where it is no denial.</param>
internal sealed record TextMatch(string Code, int First, int Last, Denial? Denial)
{
    /// <summary>The Pod, image, or container that the lines name; empty where they name none.</summary>
    public string Subject { get; init; } = string.Empty;

    /// <summary>The line in which it was seen last.</summary>
    public int Latest { get; set; } = Last;

    /// <summary>How often it was seen.</summary>
    public int Count { get; set; } = 1;
}
