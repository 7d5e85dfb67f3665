namespace EksConnector.Core.Diagnosis.Workload;

/// <summary>A taint of a node.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value; empty where it has none.</param>
/// <param name="Effect">Its effect, such as <c>NoSchedule</c>.</param>
internal sealed record NodeTaint(string Key, string Value, string Effect);
