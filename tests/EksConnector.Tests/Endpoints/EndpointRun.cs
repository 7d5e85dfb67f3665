using System.Runtime.CompilerServices;
using EksConnector.Core.Endpoints;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Endpoints;

/// <summary>Tests endpoints like the cmdlet with -Confirm:$false.</summary>
internal static class EndpointRun
{
    /// <summary>Runs the test.</summary>
    /// <param name="gateway">The Kubernetes gateway.</param>
    /// <param name="request">The request.</param>
    /// <param name="clock">The clock; null for the system clock.</param>
    /// <param name="cancellationToken">A token that cancels the test.</param>
    public static Task<EventLog<EndpointResult>> OfAsync(
        KubernetesGateway gateway, EndpointRequest request, TimeProvider? clock = null, CancellationToken cancellationToken = default) =>
        EventLog<EndpointResult>.OfAsync(TestAsync(new TestEndpointOperation(gateway, clock), request, cancellationToken));

    private static async IAsyncEnumerable<OperationEvent<EndpointResult>> TestAsync(
        TestEndpointOperation operation, EndpointRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var plans = new List<EndpointPlan>();
        await foreach (OperationEvent<EndpointOutcome> found in operation.RunAsync(request, cancellationToken))
        {
            switch (found)
            {
                case ItemEvent<EndpointOutcome> { Item.Plan: { } plan }:
                    plans.Add(plan);
                    break;
                case ItemEvent<EndpointOutcome> { Item.Result: { } result }:
                    yield return new ItemEvent<EndpointResult>(result);
                    break;
                case FailureEvent<EndpointOutcome> failure:
                    yield return new FailureEvent<EndpointResult>(failure.Exception);
                    break;
                case MessageEvent<EndpointOutcome> message:
                    yield return new MessageEvent<EndpointResult>(message.Text, message.IsWarning);
                    break;
            }
        }

        await foreach (OperationEvent<EndpointResult> tested in operation.ApplyAsync(request, plans, cancellationToken))
        {
            yield return tested;
        }
    }
}
