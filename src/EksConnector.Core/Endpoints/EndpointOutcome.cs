namespace EksConnector.Core.Endpoints;

/// <summary>What a test of one installation leads to: a result, or a plan for a temporary Pod, which the user must confirm.</summary>
/// <param name="Result">The result; null for a plan.</param>
/// <param name="Plan">The plan; null for a result.</param>
internal sealed record EndpointOutcome(EndpointResult? Result, EndpointPlan? Plan);
