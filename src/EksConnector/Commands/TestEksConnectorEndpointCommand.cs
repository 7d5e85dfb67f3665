using System.Management.Automation;
using EksConnector.Completion;
using EksConnector.Core;
using EksConnector.Core.Endpoints;
using EksConnector.Loading;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>Tests whether Pods can reach the AWS endpoints of the EKS Connector.</summary>
/// <remarks>
/// <para>For each Pod in which connector-agent is running, the cmdlet connects from the container of connector-agent to
/// <c>ssm.REGION.amazonaws.com</c> and <c>ssmmessages.REGION.amazonaws.com</c>, and to the endpoint in the argument
/// <c>--agent.endpoint</c> of connector-init, if there is one. It returns one object for each Pod and endpoint: whether the
/// endpoint responds, the step that failed (DNS, proxy, TCP, TLS or HTTP), the IP addresses, the issuer of the certificate, the
/// duration of each step, the HTTP proxy that was used, and what to do. An endpoint that is not reachable is a result, not an
/// error.</para>
/// <para>If connector-agent is not running in any Pod, for example because connector-init waits for AWS, or if you specify
/// -Node or -Image, the cmdlet tests from a temporary Pod, which it deletes afterwards, even if you press Ctrl+C. The Pod has
/// the image, the node constraints, the image pull Secrets and the proxy variables of the connector, but neither its
/// credentials nor its service account token. Before the connector is installed, specify -Region. With -WhatIf, no Pod is
/// created.</para>
/// <para>The test uses the tools in the image of the container: curl, or else openssl, wget, bash or nc, and getent or nslookup.
/// IsReachable is null if they are not sufficient, or if a temporary Pod does not run, and Summary contains the reason. The
/// test requires no AWS credentials. An HTTP status such as 404 is expected, because the request is not signed.</para>
/// <para>For each cluster that cannot be tested, the cmdlet writes one non-terminating error and continues with the other
/// clusters.</para>
/// </remarks>
[Cmdlet(
    VerbsDiagnostic.Test,
    "EksConnectorEndpoint",
    DefaultParameterSetName = KubeConfigSet,
    SupportsShouldProcess = true,
    HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Test-EksConnectorEndpoint.md")]
[OutputType(typeof(EndpointResult))]
public sealed class TestEksConnectorEndpointCommand : FleetCmdlet
{
    /// <summary>
    /// The AWS Region whose endpoints are tested, such as <c>eu-west-1</c>. It is required if the connector is not installed.
    /// </summary>
    /// <value>The Region that the connector is configured with</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>
    /// The names of the nodes from which the endpoints are tested. The cmdlet creates one temporary Pod on each of them, even if
    /// connector-agent is running.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public string[]? Node { get; set; }

    /// <summary>
    /// The image of the temporary Pod, which must contain a shell, and should contain curl. The cmdlet creates a temporary Pod even
    /// if connector-agent is running.
    /// </summary>
    /// <value>The image of connector-agent</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmptyCompleter))]
    public string? Image { get; set; }

    /// <summary>
    /// The time limit of each step, such as the DNS query and the connection. Specify a TimeSpan or a duration such as <c>5s</c>,
    /// from 1 second to 1 minute. A test takes up to six times as long.
    /// </summary>
    [Parameter]
    [DurationTransformation("1s", "1m")]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan StepTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The maximum number of clusters, and of nodes of a cluster, that are tested in parallel, from 1 to 256.</summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [ValidateRange(1, 256)]
    public override int ThrottleLimit { get; set; } = 16;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Ensure(Region is null || EndpointRequest.IsRegion(Region), $"'{Region}' is not the name of an AWS Region.", "Specify a Region such as us-west-2 with -Region.");
        Ensure(Image is null || EndpointRequest.IsImage(Image), $"'{Image}' is not a valid image.", "Specify an image such as registry.example.com/curl:8 with -Image.");
        string? invalid = Array.Find(Node ?? [], node => !EndpointRequest.IsNode(node));
        Ensure(invalid is null, $"'{invalid}' is not a valid name of a node.", "Specify the names of nodes with -Node. Wildcards are not permitted.");
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
            Image = Image,
            Nodes = [.. (Node ?? []).Distinct(StringComparer.Ordinal)],
            StepTimeout = StepTimeout,
        };
        var operation = new TestEndpointOperation(RunspaceServices.Current.Kubernetes);
        var plans = new List<EndpointPlan>();
        Run(token => operation.RunAsync(request, token), outcome =>
        {
            if (outcome.Plan is { } plan)
            {
                plans.Add(plan);
            }
            else
            {
                WriteObject(outcome.Result);
            }
        });
        List<EndpointPlan> confirmed = [.. plans.Where(plan => Confirm(OutsideText.Clean(plan.Describe())))];
        if (confirmed.Count > 0)
        {
            Run(token => operation.ApplyAsync(request, confirmed, token));
        }
    }

    private void Ensure(bool isValid, string message, string recommendedAction)
    {
        if (!isValid)
        {
            ThrowInvalidParameter(message, recommendedAction);
        }
    }
}
