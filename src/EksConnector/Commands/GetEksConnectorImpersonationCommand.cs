using System.Management.Automation;
using EksConnector.Completion;
using EksConnector.Core.Impersonation;
using EksConnector.Loading;

namespace EksConnector.Commands;

/// <summary>Lists who may be impersonated by the EKS Connector and what they may read.</summary>
/// <remarks>
/// <para>It reads all roles and bindings of a cluster, whoever wrote them: this module, the Helm chart, the templates of the
/// EKS user guide, or a person. Each user whom the connector's service account may impersonate is an object, and so is each
/// IAM principal who may read but not be impersonated.</para>
/// <para>Flags has what stands out: Unrestricted (a rule without names lets the connector impersonate anybody, which is what
/// the chart does by default), Wildcard, ReadsNothing, SessionArn (a role session was granted where EKS asks for the role),
/// NotImpersonated, and WrongNamespace (a binding names the service account of a namespace where no connector runs).</para>
/// <para>What it says follows from the rules of RBAC that it has read. The other two cmdlets ask the API server itself.</para>
/// </remarks>
[Cmdlet(VerbsCommon.Get, "EksConnectorImpersonation", DefaultParameterSetName = KubeConfigSet, HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Get-EksConnectorImpersonation.md")]
[OutputType(typeof(ImpersonatedUser))]
public sealed class GetEksConnectorImpersonationCommand : ClusterCmdlet
{
    /// <summary>
    /// The users to show, by name or wildcard pattern. An ARN also means the user that EKS makes of it: of a role session
    /// its role. Rules that let the connector impersonate anybody are always shown. Without it, all users are shown.
    /// </summary>
    [Parameter]
    [Alias("Arn", "RoleArn")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PrincipalCompleter))]
    public string[]? PrincipalArn { get; set; }

    /// <summary>
    /// Emits the results of a cluster as soon as they are ready. Without it, results and errors come in the order of the contexts,
    /// so those of a cluster that is slow hold back those of the clusters after it.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    public SwitchParameter AsCompleted { get; set; }

    /// <summary>How many clusters are asked at the same time, 1 to 256.</summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Targets.Count == 0)
        {
            return;
        }

        var request = new ImpersonationRequest
        {
            Source = Source(),
            Targets = Targets,
            Principals = PrincipalArn ?? [],
            ThrottleLimit = ThrottleLimit,
            KeepsOrder = !AsCompleted,
            Verbose = WantsVerbose,
        };
        Run(token => new GetImpersonationOperation(RunspaceServices.Current.Kubernetes).RunAsync(request, token));
    }
}
