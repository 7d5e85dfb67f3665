namespace EksConnector.Core.Findings.Symptoms;

/// <summary>What Kubernetes says of pods, in their status and in events.</summary>
internal static class EventSymptoms
{
    public static readonly IReadOnlyList<Symptom> Rows =
    [
    ];
}
