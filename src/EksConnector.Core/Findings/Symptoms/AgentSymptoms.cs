namespace EksConnector.Core.Findings.Symptoms;

/// <summary>What connector-agent writes, on standard output and in its log files.</summary>
internal static class AgentSymptoms
{
    public static readonly IReadOnlyList<Symptom> Rows =
    [
    ];
}
