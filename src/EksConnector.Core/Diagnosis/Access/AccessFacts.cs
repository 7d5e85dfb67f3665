namespace EksConnector.Core.Diagnosis.Access;

/// <summary>What the connector and its users may do.</summary>
internal sealed record AccessFacts;
