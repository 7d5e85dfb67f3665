using System.Management.Automation;
using EksConnector.Completion;
using EksConnector.Core.Impersonation;
using EksConnector.Loading;

namespace EksConnector.Commands;

/// <summary>Lists the users that the EKS Connector can impersonate, and their access.</summary>
/// <remarks>
/// <para>The cmdlet reads all roles and bindings of a cluster, regardless of whether this module, the Helm chart, the templates of the
/// Amazon EKS User Guide, or a user created them. It returns an object for each user that the connector's service account is permitted to
/// impersonate, and for each IAM principal that has read access but cannot be impersonated.</para>
/// <para>Flags contains the unusual properties of a grant: Unrestricted (a rule without names permits the connector to impersonate every
/// user, which is the default of the Helm chart), Wildcard, ReadsNothing, SessionArn (the grant names a role session instead of the role),
/// NotImpersonated, and WrongNamespace (a binding names the service account of a namespace in which the connector does not run).</para>
/// <para>The cmdlet evaluates the RBAC rules that it reads. Grant-EksConnectorImpersonation and Revoke-EksConnectorImpersonation check the
/// result with the API server.</para>
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

    /// <summary>How many clusters are asked at the same time, 1 to 256.</summary>
    [Parameter]
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
            Verbose = WantsVerbose,
        };
        Run(token => new GetImpersonationOperation(RunspaceServices.Current.Kubernetes).RunAsync(request, token));
    }
}
