namespace EksConnector.Core.Endpoints;

/// <summary>What a test of one installation leads to: a result, or a plan for a temporary Pod, which the user must confirm.</summary>
/// <param name="result">The result; null for a plan.</param>
/// <param name="plan">The plan; null for a result.</param>
internal sealed class EndpointOutcome(EndpointResult? result, EndpointPlan? plan)
{
    /// <summary>The result; null for a plan.</summary>
    public EndpointResult? Result => result;

    /// <summary>The plan; null for a result.</summary>
    public EndpointPlan? Plan => plan;
}
