namespace EksConnector.Core.Findings.Symptoms;

/// <summary>A text by which something is recognised.</summary>
/// <param name="Code">What it means, one of <see cref="FindingCodes"/>.</param>
/// <param name="Fragments">What has to stand in the text, all of it, letters of either case alike.</param>
internal sealed record Symptom(string Code, params string[] Fragments)
{
    /// <summary>Whether a text shows it.</summary>
    public bool IsIn(string text) => Array.TrueForAll(Fragments, fragment => text.Contains(fragment, StringComparison.OrdinalIgnoreCase));
}
