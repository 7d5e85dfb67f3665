namespace EksConnector.Core.Findings.Resolving;

/// <summary>Lines that match a finding.</summary>
/// <param name="Code">The code of the finding, one of <see cref="FindingCodes"/>.</param>
/// <param name="First">The first line.</param>
/// <param name="Last">The last line.</param>
/// <param name="Denial">The denial; null if the lines do not contain one.</param>
internal sealed record TextMatch(string Code, int First, int Last, Denial? Denial)
{
    /// <summary>The Pod, image or container in the lines; empty if there is none.</summary>
    public string Subject { get; init; } = string.Empty;

    /// <summary>The line of the last occurrence.</summary>
    public int Latest { get; set; } = Last;

    /// <summary>The number of occurrences.</summary>
    public int Count { get; set; } = 1;
}
