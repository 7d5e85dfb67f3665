using System.Management.Automation;
using EksConnector.Completion;
using EksConnector.Core.Endpoints;
using EksConnector.Loading;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>Tests whether the EKS Connector Pods can reach AWS.</summary>
/// <remarks>
/// <para>For each Pod in which connector-agent is running, the cmdlet connects from the container of connector-agent to
/// <c>ssm.REGION.amazonaws.com</c> and <c>ssmmessages.REGION.amazonaws.com</c>, and to the endpoint in the argument
/// <c>--agent.endpoint</c> of connector-init, if there is one. It returns one object for each Pod and endpoint: whether the
/// endpoint responds, the step that failed (DNS, proxy, TCP, TLS or HTTP), the IP addresses, the issuer of the certificate, the
/// duration of each step, the HTTP proxy that was used, and what to do. An endpoint that is not reachable is a result, not an
/// error.</para>
/// <para>The test uses the tools in the image of the container: curl, or else openssl, wget, bash or nc, and getent or nslookup.
/// IsReachable is null if they are not sufficient, and Summary contains the reason. The test requires no AWS credentials and
/// changes nothing. An HTTP status such as 404 is expected, because the request is not signed.</para>
/// <para>For each cluster that cannot be tested, the cmdlet writes one non-terminating error and continues with the other
/// clusters.</para>
/// </remarks>
[Cmdlet(VerbsDiagnostic.Test, "EksConnectorEndpoint", DefaultParameterSetName = KubeConfigSet, HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Test-EksConnectorEndpoint.md")]
[OutputType(typeof(EndpointResult))]
public sealed class TestEksConnectorEndpointCommand : FleetCmdlet
{
    /// <summary>The AWS Region whose endpoints are tested, such as <c>eu-west-1</c>.</summary>
    /// <value>The Region that the connector is configured with</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>
    /// The time limit of each step, such as the DNS query and the connection. Specify a TimeSpan or a duration such as <c>5s</c>,
    /// from 1 second to 1 minute. A test takes up to four times as long.
    /// </summary>
    [Parameter]
    [DurationTransformation("1s", "1m")]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan StepTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Region is not null && !EndpointRequest.IsRegion(Region))
        {
            ThrowTerminatingError(ToErrorRecord(new EksConnectorException(
                ErrorIds.InvalidParameter,
                FailureCategory.InvalidArgument,
                $"'{Region}' is not the name of an AWS Region.",
                "Specify a Region such as us-west-2 with -Region.")));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Targets.Count == 0)
        {
            return;
        }

        var request = new EndpointRequest
        {
            Source = Source(),
            Targets = Targets,
            ThrottleLimit = ThrottleLimit,
            KeepsOrder = !AsCompleted,
            Verbose = WantsVerbose,
            Region = Region,
            StepTimeout = StepTimeout,
        };
        Run(token => new TestEndpointOperation(RunspaceServices.Current.Kubernetes).RunAsync(request, token));
    }
}
