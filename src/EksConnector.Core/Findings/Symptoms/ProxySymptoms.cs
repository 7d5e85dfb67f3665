namespace EksConnector.Core.Findings.Symptoms;

/// <summary>What connector-proxy writes.</summary>
internal static class ProxySymptoms
{
    public static readonly IReadOnlyList<Symptom> Rows =
    [
    ];
}
