namespace EksConnector.Core.Findings.Symptoms;

/// <summary>What the console, the AWS CLI, kubectl and Helm say.</summary>
internal static class ToolSymptoms
{
    public static readonly IReadOnlyList<Symptom> Rows =
    [
    ];
}
